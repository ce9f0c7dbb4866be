-- Remembers which stream says that something was erased.
INSERT INTO erasure (council, said_by, sort, id) VALUES ($1, $2, $3, $4)
ON CONFLICT (council, said_by, sort, id) DO NOTHING
