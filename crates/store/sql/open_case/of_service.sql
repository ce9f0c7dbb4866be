-- How many open cases the service $2 has.
SELECT CAST(COALESCE(SUM(n), 0) AS BIGINT) AS n
FROM (
    SELECT n FROM open_case_count WHERE council = $1 AND service = $2
    UNION ALL
    SELECT n FROM open_case_change WHERE council = $1 AND service = $2
) AS counted
