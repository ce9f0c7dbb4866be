-- Forgets what was told before $2.
DELETE FROM notification WHERE council = $1 AND raised_at < $2
