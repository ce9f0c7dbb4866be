-- A stage of a complaint.
INSERT INTO case_stage (
    council, case_id, stage, kind, procedure, service, started_on, acknowledge_due_on, acknowledged_on,
    reply_due_on, replied_on, extended, outcome
) VALUES (
    $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13
)
ON CONFLICT (council, case_id, stage) DO UPDATE SET
    kind = excluded.kind,
    procedure = excluded.procedure,
    service = excluded.service,
    started_on = excluded.started_on,
    acknowledge_due_on = excluded.acknowledge_due_on,
    acknowledged_on = excluded.acknowledged_on,
    reply_due_on = excluded.reply_due_on,
    replied_on = excluded.replied_on,
    extended = excluded.extended,
    outcome = excluded.outcome
