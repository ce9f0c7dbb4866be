-- A document that was taken into the index under its number.
INSERT INTO search_document (council, case_id, received_at, number, waiting, terms) VALUES ($1, $2, $3, $4, FALSE, $5)
ON CONFLICT (council, case_id) DO UPDATE SET
    number = excluded.number,
    indexed = NULL
