-- What is counted of $1, changes included.
SELECT service, status, due_key, triaged, assigned, CAST(SUM(n) AS BIGINT) AS n
FROM (
    SELECT service, status, due_key, triaged, assigned, n FROM open_case_count WHERE council = $1
    UNION ALL
    SELECT service, status, due_key, triaged, assigned, n FROM open_case_change WHERE council = $1
) AS counted
GROUP BY service, status, due_key, triaged, assigned
HAVING SUM(n) <> 0
ORDER BY service, status, due_key, triaged, assigned
