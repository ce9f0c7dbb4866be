-- A word that a case is found by.
INSERT INTO search_term (council, term, received_at, case_id) VALUES ($1, $2, $3, $4)
