-- Forgets secrets that have expired by $2.
DELETE FROM partner_key WHERE council = $1 AND expires_at <= $2
