-- How many cases hold the word $2, counted up to a thousand.
SELECT COUNT(*) AS n FROM (
    SELECT case_id FROM search_term WHERE council = $1 AND term = $2 LIMIT 1000
) AS few
