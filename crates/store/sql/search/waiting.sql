-- What is not in the index of council $1 yet, or has changed since: the last $2.
SELECT case_id, received_at, number, terms
FROM search_document
WHERE council = $1 AND waiting
ORDER BY case_id DESC
LIMIT $2
