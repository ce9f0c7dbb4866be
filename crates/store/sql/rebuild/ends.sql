-- The rows of $1 in key order.
SELECT * FROM conduct_end WHERE council = $1 ORDER BY stream
