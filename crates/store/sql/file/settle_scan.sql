-- What the scanner found.
UPDATE file SET scan = $3 WHERE council = $1 AND file_id = $2
