-- Somebody opened a conduct file, or a list of them.
INSERT INTO conduct_reading (council, file_id, read_at, actor, page, why) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (council, file_id, read_at, actor, page) DO NOTHING
