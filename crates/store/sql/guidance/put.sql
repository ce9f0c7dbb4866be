-- What somebody read, or since when they have the work that guidance is for.
INSERT INTO guidance_note (council, user_id, what, version, on_day) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (council, user_id, what) DO UPDATE SET version = excluded.version, on_day = excluded.on_day
