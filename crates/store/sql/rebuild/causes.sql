-- The rows of $1 in key order.
SELECT * FROM cause WHERE council = $1 ORDER BY cause_id
