-- The files of stream $2 of council $1.
SELECT file_id, stream, draft, expires_at, kind, size, salt, digest, scan, whole, added_at
FROM file
WHERE council = $1 AND stream = $2
ORDER BY file_id
