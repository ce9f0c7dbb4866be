-- How many open cases of council $1 nobody touched since before $2, counted up to $3. Optional: $4 services between commas.
SELECT COUNT(*) AS n
FROM (
    SELECT 1 AS one FROM cases
    WHERE council = $1 AND NOT closed AND touched_at < $2
      AND (CAST($4 AS TEXT) IS NULL OR $4 LIKE '%,' || service || ',%')
    LIMIT $3
) AS counted
