-- Cases of council $1 closed from $2 to $3, after the key ($4, $5), at most $6: what the measures count.
SELECT *
FROM cases
WHERE council = $1 AND closed AND closed_on >= $2 AND closed_on <= $3 AND (closed_on, case_id) > ($4, $5)
ORDER BY closed_on, case_id
LIMIT $6
