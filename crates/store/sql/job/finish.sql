-- Takes away a job that its worker has done.
DELETE FROM job WHERE council = $1 AND job_id = $2 AND leased_by = $3
