-- Low scores that wait for a manager after the key ($2, $3), the oldest first, at most $4; $5 is the services between commas, or empty for all.
SELECT case_id, begun_on, because, asked, service, channel, kind, remind_on, closes_on, answered_on, said_words, said_on, themes,
    low_on, waits, may_contact, handling, outcome, lessons, stands_at
FROM survey
WHERE council = $1 AND waits AND (low_on, case_id) > ($2, $3)
  AND (CAST($5 AS TEXT) IS NULL OR $5 LIKE '%,' || service || ',%')
ORDER BY low_on, case_id
LIMIT $4
