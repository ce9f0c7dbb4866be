-- How many cases have something to read for the user $2 on the day $5: their own and those of whoever they cover; those
-- without an officer who can sign in, of the services $3 (none: all); and closed ones, if $4 is 1.
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
SELECT CAST(COUNT(*) AS BIGINT) AS n
FROM case_unread
WHERE council = $1
  AND (owner IN (SELECT CAST($2 AS TEXT) UNION ALL SELECT user_id FROM stood_for)
    OR ((owner IS NULL OR owner IN (SELECT ended.user_id FROM user_account AS ended WHERE ended.council = $1 AND ended.ends_on < $5))
      AND NOT closed AND (CAST($3 AS TEXT) IS NULL OR $3 LIKE '%,' || service || ',%'))
    OR (closed AND $4 = 1))
