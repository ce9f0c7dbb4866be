-- How many open cases the service $2 has, counted as far as $3.
SELECT COUNT(*) AS n
FROM (
    SELECT case_id FROM cases WHERE council = $1 AND service = $2 AND NOT closed LIMIT $3
) AS counted
