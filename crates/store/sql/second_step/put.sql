-- What somebody proves their second step with, in place of what they had.
INSERT INTO second_step (council, user_id, secret, set_at, last_step) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (council, user_id) DO UPDATE SET
    secret = excluded.secret,
    set_at = excluded.set_at,
    last_step = excluded.last_step
