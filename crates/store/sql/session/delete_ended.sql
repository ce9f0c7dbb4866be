-- Deletes sessions that have ended by $2.
DELETE FROM session WHERE council = $1 AND expires_at <= $2
