-- The token with this digest.
SELECT name, token_hash, roles, services, per_minute, created_at, expires_at, revoked_at, last_used_on
FROM api_token
WHERE council = $1 AND token_hash = $2
