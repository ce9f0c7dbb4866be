-- Leases the links that are due at $2 until $3, at most $4. Of two workers that ask at once, the second finds
-- that they are due later.
UPDATE draft SET link_at = $3, link_tries = link_tries + 1
WHERE council = $1 AND link_at <= $2 AND expires_at > $2 AND (token_hash, journey) IN (
    SELECT due.token_hash, due.journey
    FROM draft AS due
    WHERE due.council = $1 AND due.link_at <= $2 AND due.expires_at > $2
    ORDER BY due.link_at
    LIMIT $4
)
RETURNING token_hash, journey, link_to, link_at, link_tries, expires_at
