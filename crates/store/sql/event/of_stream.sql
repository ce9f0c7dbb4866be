-- Events of stream $2 of council $1 after version $3.
SELECT stream, version, kind, body, recorded_at, actor
FROM event
WHERE council = $1 AND stream = $2 AND version > $3
ORDER BY version
