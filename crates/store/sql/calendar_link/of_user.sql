-- The address of the calendar of $2 of council $1.
SELECT user_id, hash, made_at FROM calendar_link WHERE council = $1 AND user_id = $2
