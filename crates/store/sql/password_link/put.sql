-- A link with which somebody chooses a password.
INSERT INTO password_link (council, token_hash, user_id, expires_at) VALUES ($1, $2, $3, $4)
