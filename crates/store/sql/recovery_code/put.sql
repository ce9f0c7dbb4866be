-- A recovery code of somebody.
INSERT INTO recovery_code (council, user_id, hash) VALUES ($1, $2, $3)
ON CONFLICT (council, user_id, hash) DO NOTHING
