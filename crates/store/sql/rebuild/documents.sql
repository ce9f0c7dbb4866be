-- What the cases of $1 are found by.
SELECT case_id, received_at, terms FROM search_document WHERE council = $1 ORDER BY case_id
