-- A case is counted here now, or not any more.
INSERT INTO open_case_change (council, service, status, due_key, triaged, assigned, case_id, n)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
ON CONFLICT (council, service, status, due_key, triaged, assigned, case_id) DO UPDATE SET
    n = open_case_change.n + excluded.n
