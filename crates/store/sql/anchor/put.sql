-- The anchor of a day, unless another process made it, or one of a later day.
INSERT INTO anchor (council, day, position, seal, previous, hash, made_at) VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT DO NOTHING
