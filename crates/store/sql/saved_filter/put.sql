-- A search that somebody keeps under a name.
INSERT INTO saved_filter (council, user_id, name, query, saved_at) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (council, user_id, name) DO UPDATE SET
    query = excluded.query,
    saved_at = excluded.saved_at
