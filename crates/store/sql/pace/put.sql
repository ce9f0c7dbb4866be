-- How many days the case took from a step to its reply.
INSERT INTO case_pace (council, case_id, stage, step, service, days, replied_on)
VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (council, case_id, stage, step) DO UPDATE SET
    service = excluded.service,
    days = excluded.days,
    replied_on = excluded.replied_on
