-- Remembers that something was erased.
INSERT INTO erased (council, sort, id, erased_at) VALUES ($1, $2, $3, $4)
ON CONFLICT (council, sort, id) DO NOTHING
