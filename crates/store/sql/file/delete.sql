-- Erases a file with its content and its salt.
DELETE FROM file WHERE council = $1 AND file_id = $2
