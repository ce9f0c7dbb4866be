-- Forgets what was typed before $2 and never saved.
DELETE FROM typing WHERE council = $1 AND typed_at < $2
