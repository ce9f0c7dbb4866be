-- The rows of $1 in key order.
SELECT * FROM report_action WHERE council = $1 ORDER BY report_key, item
