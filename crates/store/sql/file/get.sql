-- A file, without its content.
SELECT file_id, stream, draft, expires_at, kind, size, salt, digest, scan, whole, added_at
FROM file
WHERE council = $1 AND file_id = $2
