-- The numbers of the cases of $1 in the index.
SELECT number, case_id FROM search_document WHERE council = $1 AND number >= 0 ORDER BY number
