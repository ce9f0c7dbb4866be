-- Stages $2 of complaints of council $1 answered from $3 to $4: what the measures count.
SELECT case_id, stage, kind, procedure, service, started_on, acknowledge_due_on, acknowledged_on, reply_due_on,
    replied_on, extended, outcome
FROM case_stage
WHERE council = $1 AND stage = $2 AND replied_on >= $3 AND replied_on <= $4
ORDER BY replied_on, case_id
