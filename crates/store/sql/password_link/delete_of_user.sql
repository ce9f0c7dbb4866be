-- Every link of somebody: only the last one holds.
DELETE FROM password_link WHERE council = $1 AND user_id = $2
