-- Open cases of council $1 by service and status, and how many of them are overdue on $2.
-- $3: only these services, between commas, or null.
SELECT service, status,
    CAST(SUM(n) AS BIGINT) AS open,
    CAST(SUM(CASE WHEN due_key < $2 THEN n ELSE 0 END) AS BIGINT) AS overdue
FROM (
    SELECT service, status, due_key, n FROM open_case_count WHERE council = $1
    UNION ALL
    SELECT service, status, due_key, n FROM open_case_change WHERE council = $1
) AS counted
WHERE CAST($3 AS TEXT) IS NULL OR $3 LIKE '%,' || service || ',%'
GROUP BY service, status
HAVING SUM(n) > 0
ORDER BY service, status
