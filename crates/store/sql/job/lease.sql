-- Leases jobs of council $1 to the worker $2 at $3 until $4, at most $5. Of two workers that ask at
-- once, the second waits for the first, finds the lease and goes without.
UPDATE job SET leased_by = $2, leased_until = $4, tries = tries + 1
WHERE council = $1 AND state = 'ready' AND leased_until <= $3 AND job_id IN (
    SELECT ready.job_id
    FROM job AS ready
    WHERE ready.council = $1 AND ready.state = 'ready' AND ready.run_at <= $3 AND ready.leased_until <= $3
    ORDER BY ready.run_at, ready.job_id
    LIMIT $5
)
RETURNING job_id, kind, payload, tries
