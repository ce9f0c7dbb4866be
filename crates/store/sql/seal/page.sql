-- Seals of council $1 after the position $2, at most $3.
SELECT position, stream, version, event_hash, previous, hash
FROM seal
WHERE council = $1 AND position > $2
ORDER BY position
LIMIT $3
