-- The address of somebody's calendar; one that they had before opens nothing more.
INSERT INTO calendar_link (council, user_id, hash, made_at) VALUES ($1, $2, $3, $4)
ON CONFLICT (council, user_id) DO UPDATE SET
    hash = excluded.hash,
    made_at = excluded.made_at
