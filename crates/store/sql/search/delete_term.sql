-- Takes back a word that a case was found by.
DELETE FROM search_term WHERE council = $1 AND term = $2 AND received_at = $3 AND case_id = $4
