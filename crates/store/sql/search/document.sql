-- What the case $2 of council $1 is found by at present.
SELECT received_at, terms FROM search_document WHERE council = $1 AND case_id = $2
