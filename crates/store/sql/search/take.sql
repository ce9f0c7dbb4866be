-- Takes what waits for the index of council $1, the oldest first, at most $2. Whoever wants to change one waits.
UPDATE search_document SET waiting = FALSE
WHERE council = $1 AND waiting AND case_id IN (
    SELECT first.case_id
    FROM search_document AS first
    WHERE first.council = $1 AND first.waiting
    ORDER BY first.case_id
    LIMIT $2
)
RETURNING case_id, received_at, number, terms, indexed
