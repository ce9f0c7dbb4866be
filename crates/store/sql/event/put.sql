-- An event.
INSERT INTO event (
    council, stream, version, kind, body, salt, digest, previous, hash, recorded_at, actor
) VALUES (
    $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11
)
