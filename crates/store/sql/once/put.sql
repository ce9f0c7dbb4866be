-- Remembers the answer to a request. One that is there already is met.
INSERT INTO once (council, scope, key, result, done_at) VALUES ($1, $2, $3, $4, $5)
