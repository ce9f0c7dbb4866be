-- The draft that is found by a code, the one that was shown or the one in a link, unless it is to be forgotten
-- by $3.
SELECT token_hash, journey, body, expires_at, code_hash
FROM draft
WHERE council = $1 AND code_hash = $2 AND expires_at > $3
UNION
SELECT token_hash, journey, body, expires_at, code_hash
FROM draft
WHERE council = $1 AND link_hash = $2 AND expires_at > $3
