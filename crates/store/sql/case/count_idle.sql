-- How many cases of council $1 nobody did anything on since before $2, open ones and closed ones on which something waits to be read
-- for as long, counted up to $3. Optional: $4 services between commas.
SELECT COUNT(*) AS n
FROM (
    SELECT 1 AS one FROM cases
    WHERE council = $1 AND NOT closed AND touched_at < $2
      AND (CAST($4 AS TEXT) IS NULL OR $4 LIKE '%,' || service || ',%')
    UNION ALL
    SELECT 1 AS one FROM case_unread
    WHERE council = $1 AND closed AND since < $2
      AND (CAST($4 AS TEXT) IS NULL OR $4 LIKE '%,' || service || ',%')
    LIMIT $3
) AS counted
