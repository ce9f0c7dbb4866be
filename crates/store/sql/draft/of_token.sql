-- The drafts of one browser whose journey begins with $3, that are not to be forgotten by $4, the first typed first.
SELECT token_hash, journey, body, expires_at, code_hash
FROM draft
WHERE council = $1 AND token_hash = $2 AND journey LIKE $3 || '%' AND expires_at > $4
ORDER BY expires_at, journey
