-- Files of council $1 that wait to be scanned after the key ($2, $3), the oldest first, at most $4.
SELECT file_id, stream, draft, expires_at, kind, size, salt, digest, scan, whole, added_at
FROM file
WHERE council = $1 AND scan = 'waiting' AND whole AND (added_at, file_id) > ($2, $3)
ORDER BY added_at, file_id
LIMIT $4
