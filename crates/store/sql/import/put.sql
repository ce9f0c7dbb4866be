-- A row of a source that became a case.
INSERT INTO import_row (council, source, row_key, case_id) VALUES ($1, $2, $3, $4)
