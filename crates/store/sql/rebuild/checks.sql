-- The rows of $1 in key order.
SELECT * FROM daily_check WHERE council = $1 ORDER BY checked_on
