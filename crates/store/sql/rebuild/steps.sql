-- The rows of $1 in key order.
SELECT * FROM case_step WHERE council = $1 ORDER BY case_id
