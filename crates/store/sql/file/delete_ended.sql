-- Forgets files that were never sent by $2.
DELETE FROM file WHERE council = $1 AND expires_at <= $2
