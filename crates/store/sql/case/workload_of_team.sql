-- How much work the team $2 of council $1 has on the day $3, with what is due until $4, each counted up to $5.
-- Optional: $6 services between commas. Each number is a range of an index, however many cases there are.
SELECT
    (SELECT COUNT(*) FROM (
        SELECT 1 AS one FROM cases
        WHERE council = $1 AND team = $2 AND NOT closed AND due_key > ''
          AND (CAST($6 AS TEXT) IS NULL OR $6 LIKE '%,' || service || ',%')
        LIMIT $5) AS counted) AS open,
    (SELECT COUNT(*) FROM (
        SELECT 1 AS one FROM cases
        WHERE council = $1 AND team = $2 AND NOT closed AND due_key < $3
          AND (CAST($6 AS TEXT) IS NULL OR $6 LIKE '%,' || service || ',%')
        LIMIT $5) AS counted) AS overdue,
    (SELECT COUNT(*) FROM (
        SELECT 1 AS one FROM cases
        WHERE council = $1 AND team = $2 AND NOT closed AND due_key >= $3 AND due_key <= $4
          AND (CAST($6 AS TEXT) IS NULL OR $6 LIKE '%,' || service || ',%')
        LIMIT $5) AS counted) AS due_soon,
    (SELECT received_on FROM cases
     WHERE council = $1 AND team = $2 AND NOT closed
       AND (CAST($6 AS TEXT) IS NULL OR $6 LIKE '%,' || service || ',%')
     ORDER BY received_at LIMIT 1) AS oldest_on
