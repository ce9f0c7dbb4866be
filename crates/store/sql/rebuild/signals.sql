-- The rows of $1 in key order.
SELECT * FROM signal WHERE council = $1 ORDER BY signal_id
