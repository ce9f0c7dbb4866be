-- The address of the calendar of $2 of council $1 opens nothing more.
DELETE FROM calendar_link WHERE council = $1 AND user_id = $2
