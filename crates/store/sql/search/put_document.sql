-- What a case is found by.
INSERT INTO search_document (council, case_id, received_at, terms) VALUES ($1, $2, $3, $4)
ON CONFLICT (council, case_id) DO UPDATE SET
    received_at = excluded.received_at,
    terms = excluded.terms
