-- The secret was used.
DELETE FROM partner_key WHERE council = $1 AND token_hash = $2
