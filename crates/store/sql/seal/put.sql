-- A seal.
INSERT INTO seal (council, position, stream, version, event_hash, previous, hash)
VALUES ($1, $2, $3, $4, $5, $6, $7)
