-- The rows of $1 in key order.
SELECT * FROM case_transfer WHERE council = $1 ORDER BY case_id
