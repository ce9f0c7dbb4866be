-- Puts an event in the queue of the sealer.
INSERT INTO unsealed (council, queued_at, stream, version) VALUES ($1, $2, $3, $4)
