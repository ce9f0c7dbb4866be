-- The draft that is found by a code, unless it is to be forgotten by $3.
SELECT token_hash, journey, body, expires_at, code_hash
FROM draft
WHERE council = $1 AND code_hash = $2 AND expires_at > $3
