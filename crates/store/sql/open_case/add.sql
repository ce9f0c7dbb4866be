-- Adds to a count of open cases.
INSERT INTO open_case_count (council, service, status, due_key, triaged, assigned, n)
VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (council, service, status, due_key, triaged, assigned) DO UPDATE SET
    n = open_case_count.n + excluded.n
