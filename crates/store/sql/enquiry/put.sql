-- What an Ombudsman asked last about a case.
INSERT INTO case_enquiry (
    council, case_id, ombudsman, referral, step, service, received_on, due_on, decided_on, is_open, due_key
)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
ON CONFLICT (council, case_id) DO UPDATE SET
    ombudsman = excluded.ombudsman,
    referral = excluded.referral,
    step = excluded.step,
    service = excluded.service,
    received_on = excluded.received_on,
    due_on = excluded.due_on,
    decided_on = excluded.decided_on,
    is_open = excluded.is_open,
    due_key = excluded.due_key
