-- The index of a council before the first case.
INSERT INTO search_head (council, numbers) VALUES ($1, 0)
ON CONFLICT (council) DO NOTHING
