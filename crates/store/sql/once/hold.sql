-- Whoever else holds the stream $2 of council $1 waits until this transaction has ended.
INSERT INTO once (council, scope, key, result, done_at) VALUES ($1, 'hold', $2, '', $3)
