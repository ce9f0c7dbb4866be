-- A file of a draft becomes a file of the stream $3, once.
UPDATE file SET stream = $3, draft = NULL, expires_at = NULL
WHERE council = $1 AND file_id = $2 AND stream IS NULL AND whole
