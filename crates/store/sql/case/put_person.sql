-- Somebody else than its customer is on a case.
INSERT INTO case_person (council, person_id, case_id)
VALUES ($1, $2, $3)
ON CONFLICT (council, person_id, case_id) DO NOTHING
