-- Whose calendar an address of council $1 opens.
SELECT user_id, hash, made_at FROM calendar_link WHERE council = $1 AND hash = $2
