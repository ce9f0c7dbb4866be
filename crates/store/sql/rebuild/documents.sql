-- The rows of $1 in key order.
SELECT * FROM search_document WHERE council = $1 ORDER BY case_id
