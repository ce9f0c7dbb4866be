-- The head of a council's seals before the first one.
INSERT INTO seal_head (council, position, hash) VALUES ($1, 0, $2)
ON CONFLICT (council) DO NOTHING
