-- How many promises the officer $2 of council $1 has still to keep by the day $3, and how many of them are overdue on the day $4.
SELECT COUNT(*) AS due, CAST(COALESCE(SUM(CASE WHEN due_key < $4 THEN 1 ELSE 0 END), 0) AS BIGINT) AS overdue
FROM case_remedy
WHERE council = $1 AND is_open AND owner = $2 AND due_key <= $3
