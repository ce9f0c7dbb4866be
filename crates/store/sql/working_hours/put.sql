-- When $2 of council $1 works.
INSERT INTO working_hours (council, user_id, hours) VALUES ($1, $2, $3)
ON CONFLICT (council, user_id) DO UPDATE SET hours = excluded.hours
