-- Jobs of council $1 by kind and state, as far as $2 of them.
SELECT kind, state, COUNT(*) AS n
FROM (SELECT kind, state FROM job WHERE council = $1 LIMIT $2) AS some_jobs
GROUP BY kind, state
ORDER BY kind, state
