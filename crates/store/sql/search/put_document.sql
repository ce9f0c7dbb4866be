-- What a case is found by, new or changed. It waits to be taken in; what the index says of it until then stays known.
INSERT INTO search_document (council, case_id, received_at, waiting, terms) VALUES ($1, $2, $3, TRUE, $4)
ON CONFLICT (council, case_id) DO UPDATE SET
    received_at = excluded.received_at,
    indexed = CASE WHEN search_document.waiting THEN search_document.indexed ELSE search_document.terms END,
    waiting = TRUE,
    terms = excluded.terms
