-- Lets a job that failed run again at $4.
UPDATE job SET leased_by = NULL, leased_until = 0, run_at = $4, last_error = $5
WHERE council = $1 AND job_id = $2 AND leased_by = $3
