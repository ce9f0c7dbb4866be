-- Whether anything of council $1 waits to be taken in.
SELECT case_id FROM search_document WHERE council = $1 AND waiting ORDER BY case_id LIMIT 1
