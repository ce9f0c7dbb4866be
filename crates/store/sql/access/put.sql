-- A reading.
INSERT INTO access_log (council, case_id, read_at, actor, page, why) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (council, case_id, read_at, actor, page) DO NOTHING
