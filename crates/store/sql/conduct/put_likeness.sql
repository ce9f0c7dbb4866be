-- Somebody was compared with the person of a conduct file.
INSERT INTO conduct_likeness (council, person_id, file_id, is_same) VALUES ($1, $2, $3, $4)
ON CONFLICT (council, person_id, file_id) DO UPDATE SET is_same = excluded.is_same
