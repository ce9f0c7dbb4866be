-- How many customers of the officer $2 wait for an update, and how many of the services $3 (none: all) asked
-- $4 times or more or have no officer.
SELECT
    CAST(COALESCE(SUM(CASE WHEN owner = $2 THEN 1 ELSE 0 END), 0) AS BIGINT) AS own,
    CAST(COALESCE(SUM(CASE WHEN (CAST($3 AS TEXT) IS NULL OR $3 LIKE '%,' || service || ',%')
        AND (times >= $4 OR owner IS NULL) THEN 1 ELSE 0 END), 0) AS BIGINT) AS services
FROM case_update
WHERE council = $1
