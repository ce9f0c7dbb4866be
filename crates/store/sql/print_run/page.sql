-- The last print runs of council $1, the newest first, at most $2.
SELECT run_on, number, letters, pages, made_at, made_by, of_conduct
FROM print_run
WHERE council = $1
ORDER BY run_on DESC, number DESC
LIMIT $2
