-- A token of a program, new or changed.
INSERT INTO api_token (
    council, name, token_hash, roles, services, per_minute, created_at, expires_at, revoked_at, last_used_on
) VALUES (
    $1, $2, $3, $4, $5, $6, $7, $8, $9, $10
)
ON CONFLICT (council, name) DO UPDATE SET revoked_at = excluded.revoked_at
