-- The print runs of day $2, in their order.
SELECT run_on, number, letters, pages, made_at, made_by, of_conduct
FROM print_run
WHERE council = $1 AND run_on = $2
ORDER BY number
