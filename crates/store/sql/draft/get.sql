-- A draft that is not to be forgotten by $4.
SELECT token_hash, journey, body, expires_at, code_hash
FROM draft
WHERE council = $1 AND token_hash = $2 AND journey = $3 AND expires_at > $4
