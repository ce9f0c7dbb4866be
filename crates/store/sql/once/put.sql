-- Remembers the answer to a request, unless there is one already.
INSERT INTO once (council, scope, key, result, done_at) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (council, scope, key) DO NOTHING
