-- Events of council $1 after the key ($2, $3), stream by stream, at most $4, without the first $5.
SELECT stream, version, kind, body, salt, digest, previous, hash, recorded_at, actor
FROM event
WHERE council = $1 AND (stream, version) > ($2, $3)
ORDER BY stream, version
LIMIT $4 OFFSET $5
