-- A link that has not ended by $3.
SELECT token_hash, user_id, expires_at
FROM password_link
WHERE council = $1 AND token_hash = $2 AND expires_at > $3
