-- A session that has not ended by $3.
SELECT token_hash, user_id, body, expires_at
FROM session
WHERE council = $1 AND token_hash = $2 AND expires_at > $3
