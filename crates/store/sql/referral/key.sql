-- What the secret with the hash $2 opens at $3.
SELECT * FROM partner_key WHERE council = $1 AND token_hash = $2 AND expires_at > $3
