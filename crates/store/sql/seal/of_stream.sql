-- The seals of the stream $2 of council $1 after the version $3, in their order.
SELECT position, stream, version, event_hash, previous, hash
FROM seal
WHERE council = $1 AND stream = $2 AND version > $3
ORDER BY version
