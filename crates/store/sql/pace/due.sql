-- Complaints of council $1 whose reply is promised for $2 or later, the soonest first, at most $3.
SELECT * FROM case_step
WHERE council = $1 AND due_on >= $2
ORDER BY due_on, case_id
LIMIT $3
