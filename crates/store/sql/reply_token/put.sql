-- A token for the answers of somebody about a case, unless there is one.
INSERT INTO reply_token (council, token, case_id, person_id) VALUES ($1, $2, $3, $4)
ON CONFLICT (council, case_id, person_id) DO NOTHING
