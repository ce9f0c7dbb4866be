-- The rows of $1 in order.
SELECT * FROM fact_sum WHERE council = $1 ORDER BY what, split, grain, service, period, value, days
