-- Complaints about the service $2 of council $1 whose reply is promised for $3 or later, the soonest first, at most $4.
SELECT * FROM case_step
WHERE council = $1 AND service = $2 AND due_on >= $3
ORDER BY due_on, case_id
LIMIT $4
