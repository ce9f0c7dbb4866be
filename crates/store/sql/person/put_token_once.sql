-- By what somebody is found beside what they were found by before.
INSERT INTO person_token (council, token, person_id)
VALUES ($1, $2, $3)
ON CONFLICT (council, token, person_id) DO NOTHING
