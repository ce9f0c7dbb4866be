-- All of the content of a file has arrived.
UPDATE file SET whole = TRUE WHERE council = $1 AND file_id = $2
