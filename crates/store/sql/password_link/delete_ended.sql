-- Deletes links that have ended by $2.
DELETE FROM password_link WHERE council = $1 AND expires_at <= $2
