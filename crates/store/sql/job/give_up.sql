-- Gives a job up.
UPDATE job SET leased_by = NULL, leased_until = 0, state = 'given-up', last_error = $4
WHERE council = $1 AND job_id = $2 AND leased_by = $3
