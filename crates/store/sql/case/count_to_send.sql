-- How many approved replies wait for the officer $2 of council $1 to send them.
-- due_key > '' is always so: it leads SQLite to the index of what waits to be sent.
SELECT COUNT(*) AS n
FROM cases
WHERE council = $1 AND owner = $2 AND ready_to_send AND due_key > ''
