-- The stages of a case.
SELECT case_id, stage, kind, procedure, service, started_on, acknowledge_due_on, acknowledged_on, reply_due_on,
    replied_on, extended, outcome
FROM case_stage
WHERE council = $1 AND case_id = $2
ORDER BY stage
