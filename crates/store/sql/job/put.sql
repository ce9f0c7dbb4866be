-- A job, unless there is one of that name.
INSERT INTO job (council, job_id, kind, payload, state, run_at, tries, leased_by, leased_until, last_error)
VALUES ($1, $2, $3, $4, 'ready', $5, 0, NULL, 0, NULL)
ON CONFLICT (council, job_id) DO NOTHING
