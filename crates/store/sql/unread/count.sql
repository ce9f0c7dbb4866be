-- How many cases have something to read for the user $2: their own; those without an officer, of the services
-- $3 (none: all); and closed ones, if $4 is 1.
SELECT CAST(COUNT(*) AS BIGINT) AS n
FROM case_unread
WHERE council = $1
  AND (owner = $2
    OR (owner IS NULL AND NOT closed AND (CAST($3 AS TEXT) IS NULL OR $3 LIKE '%,' || service || ',%'))
    OR (closed AND $4 = 1))
