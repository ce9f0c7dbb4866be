-- The same for each service. $4: only these services, between commas, or null.
-- due_key > '' is always so: it leads SQLite to the index of open cases, which holds all that is counted.
SELECT service AS whose,
    COUNT(*) AS open,
    CAST(COALESCE(SUM(CASE WHEN due_key < $2 THEN 1 ELSE 0 END), 0) AS BIGINT) AS overdue,
    CAST(COALESCE(SUM(CASE WHEN due_key >= $2 AND due_key <= $3 THEN 1 ELSE 0 END), 0) AS BIGINT) AS due_soon,
    CAST(COALESCE(SUM(CASE WHEN owner IS NULL THEN 1 ELSE 0 END), 0) AS BIGINT) AS unassigned
FROM cases
WHERE council = $1 AND NOT closed AND due_key > '' AND (CAST($4 AS TEXT) IS NULL OR $4 LIKE '%,' || service || ',%')
GROUP BY service
ORDER BY service
