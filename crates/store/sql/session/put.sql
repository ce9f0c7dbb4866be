-- A session, new or changed.
INSERT INTO session (council, token_hash, user_id, body, expires_at) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (council, token_hash) DO UPDATE SET
    user_id = excluded.user_id,
    body = excluded.body,
    expires_at = excluded.expires_at
