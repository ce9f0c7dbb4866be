-- Cases of council $1 after the key $2, at most $3.
SELECT *
FROM cases
WHERE council = $1 AND case_id > $2
ORDER BY case_id
LIMIT $3
