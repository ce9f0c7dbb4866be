-- The files of the draft $2 of council $1 that have arrived whole.
SELECT file_id, stream, draft, expires_at, kind, size, salt, digest, scan, whole, added_at
FROM file
WHERE council = $1 AND draft = $2 AND whole
ORDER BY file_id
