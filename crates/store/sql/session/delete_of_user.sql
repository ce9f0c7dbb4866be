-- Ends every session of somebody.
DELETE FROM session WHERE council = $1 AND user_id = $2
