-- Forgets drafts that have ended by $2.
DELETE FROM draft WHERE council = $1 AND expires_at <= $2
