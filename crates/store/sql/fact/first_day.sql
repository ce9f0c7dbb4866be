-- The first day on which council $1 has a case that gives $2 to be counted.
SELECT on_day
FROM case_fact
WHERE council = $1 AND what = $2
ORDER BY on_day
LIMIT 1
