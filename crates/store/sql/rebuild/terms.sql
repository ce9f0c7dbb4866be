-- The rows of $1 in key order.
SELECT * FROM search_term WHERE council = $1 ORDER BY term, received_at, case_id
