-- Open cases of council $1: how many there are, overdue on $2, due from $2 to $3, without an officer.
-- $4: only these services, between commas, or null. They are counted already, by what is told apart here.
SELECT
    CAST(COALESCE(SUM(n), 0) AS BIGINT) AS open,
    CAST(COALESCE(SUM(CASE WHEN due_key < $2 THEN n ELSE 0 END), 0) AS BIGINT) AS overdue,
    CAST(COALESCE(SUM(CASE WHEN due_key >= $2 AND due_key <= $3 THEN n ELSE 0 END), 0) AS BIGINT) AS due_soon,
    CAST(COALESCE(SUM(CASE WHEN assigned THEN 0 ELSE n END), 0) AS BIGINT) AS unassigned
FROM (
    SELECT service, due_key, assigned, n FROM open_case_count WHERE council = $1
    UNION ALL
    SELECT service, due_key, assigned, n FROM open_case_change WHERE council = $1
) AS counted
WHERE CAST($4 AS TEXT) IS NULL OR $4 LIKE '%,' || service || ',%'
