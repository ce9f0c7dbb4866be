-- Events of stream $2 of council $1, with what chains each to the one before.
SELECT stream, version, kind, body, salt, digest, previous, hash, recorded_at, actor
FROM event
WHERE council = $1 AND stream = $2
ORDER BY version
