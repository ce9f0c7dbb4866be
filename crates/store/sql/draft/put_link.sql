-- The code in the link that is about to be sent ($5), in place of the one before; while the lease ($4) lasts.
UPDATE draft SET link_hash = $5
WHERE council = $1 AND token_hash = $2 AND journey = $3 AND link_at = $4
