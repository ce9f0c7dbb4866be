-- The rows of $1 in key order.
SELECT * FROM conduct_decision WHERE council = $1 ORDER BY file_id, number
