-- The same for each service; none has no name.
SELECT service AS whose,
    CAST(SUM(n) AS BIGINT) AS open,
    CAST(SUM(CASE WHEN due_key < $2 THEN n ELSE 0 END) AS BIGINT) AS overdue,
    CAST(SUM(CASE WHEN due_key >= $2 AND due_key <= $3 THEN n ELSE 0 END) AS BIGINT) AS due_soon,
    CAST(SUM(CASE WHEN assigned THEN 0 ELSE n END) AS BIGINT) AS unassigned
FROM (
    SELECT service, due_key, assigned, n FROM open_case_count WHERE council = $1
    UNION ALL
    SELECT service, due_key, assigned, n FROM open_case_change WHERE council = $1
) AS counted
WHERE CAST($4 AS TEXT) IS NULL OR $4 LIKE '%,' || service || ',%'
GROUP BY service
HAVING SUM(n) > 0
ORDER BY service
