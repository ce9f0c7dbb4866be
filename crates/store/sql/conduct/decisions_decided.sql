-- Decisions on conduct files whose decided_on is from the day $2 to the day $3, after the key ($4, $5, $6), at most $7.
SELECT file_id, number, person_id, incident_on, decided_on, agreed, commented, changed, notice_on, ends_on, ended_on, looked_at, appeal, renewal
FROM conduct_decision
WHERE council = $1 AND decided_on >= $2 AND decided_on <= $3 AND (decided_on, file_id, number) > ($4, $5, $6)
ORDER BY decided_on, file_id, number
LIMIT $7
