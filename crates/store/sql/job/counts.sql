-- Jobs of council $1 by kind and state.
SELECT kind, state, COUNT(*) AS n, MIN(run_at) AS first_at
FROM job
WHERE council = $1
GROUP BY kind, state
ORDER BY kind, state
