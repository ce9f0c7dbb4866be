-- How many cases of council $1 nobody has looked at.
-- due_key > '' is always so: it leads SQLite to the index of what nobody has looked at.
SELECT CAST(COALESCE(SUM(n), 0) AS BIGINT) AS n
FROM (
    SELECT n FROM open_case_count WHERE council = $1 AND due_key > '' AND NOT triaged
    UNION ALL
    SELECT n FROM open_case_change WHERE council = $1 AND due_key > '' AND NOT triaged
) AS counted
