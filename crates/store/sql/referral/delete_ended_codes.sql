-- Forgets codes that have expired by $2.
DELETE FROM partner_code WHERE council = $1 AND expires_at <= $2
