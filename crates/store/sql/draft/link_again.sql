-- The link that was leased until $4 is tried again at $5; or, when that is no moment, not any more.
UPDATE draft SET link_at = $5, link_to = CASE WHEN CAST($5 AS BIGINT) IS NULL THEN NULL ELSE link_to END
WHERE council = $1 AND token_hash = $2 AND journey = $3 AND link_at = $4
