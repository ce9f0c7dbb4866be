-- A draft, new or changed.
INSERT INTO draft (council, token_hash, journey, body, expires_at, code_hash) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (council, token_hash, journey) DO UPDATE SET
    body = excluded.body,
    expires_at = excluded.expires_at,
    code_hash = excluded.code_hash
