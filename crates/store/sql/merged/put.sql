-- The person $2 is the same as the person $3.
INSERT INTO person_merged (council, person_id, into_id)
VALUES ($1, $2, $3)
ON CONFLICT (council, person_id) DO UPDATE SET into_id = excluded.into_id
