-- Somebody signed in with the emergency account.
INSERT INTO emergency_use (council, user_id, version, used_at)
VALUES ($1, $2, $3, $4)
