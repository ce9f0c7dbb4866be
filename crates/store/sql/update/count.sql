-- How many customers of the officer $2, and of whoever they cover on the day $5, wait for an update, and how many of the
-- services $3 (none: all) asked $4 times or more or have no officer who can sign in.
WITH RECURSIVE stood_for AS (
    SELECT absence.user_id
    FROM absence
    WHERE absence.council = $1 AND absence.covered_by = $2 AND absence.away_to >= $5 AND absence.away_from <= $5
    UNION
    SELECT absence.user_id
    FROM stood_for
    JOIN absence ON absence.covered_by = stood_for.user_id
    WHERE absence.council = $1 AND absence.away_to >= $5 AND absence.away_from <= $5
)
SELECT
    CAST(COALESCE(SUM(CASE WHEN owner IN (SELECT CAST($2 AS TEXT) UNION ALL SELECT user_id FROM stood_for) THEN 1 ELSE 0 END), 0) AS BIGINT) AS own,
    CAST(COALESCE(SUM(CASE WHEN (CAST($3 AS TEXT) IS NULL OR $3 LIKE '%,' || service || ',%')
        AND (times >= $4 OR owner IS NULL OR owner IN (SELECT ended.user_id FROM user_account AS ended WHERE ended.council = $1 AND ended.ends_on < $5))
        THEN 1 ELSE 0 END), 0) AS BIGINT) AS services
FROM case_update
WHERE council = $1
