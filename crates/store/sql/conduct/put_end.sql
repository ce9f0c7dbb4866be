-- From which day the time counts for which something is kept.
INSERT INTO conduct_end (council, stream, file_id, ended_on, is_held) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (council, stream) DO UPDATE SET ended_on = excluded.ended_on, is_held = excluded.is_held
