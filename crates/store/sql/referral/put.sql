-- What a partner was asked about a case.
INSERT INTO case_referral (
    council, case_id, referral_id, number, partner, service, owner, state, asked_on, due_on, remind_on, accepted_on,
    answered_on, working_days, is_open
)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
ON CONFLICT (council, case_id, referral_id) DO UPDATE SET
    number = excluded.number,
    partner = excluded.partner,
    service = excluded.service,
    owner = excluded.owner,
    state = excluded.state,
    asked_on = excluded.asked_on,
    due_on = excluded.due_on,
    remind_on = excluded.remind_on,
    accepted_on = excluded.accepted_on,
    answered_on = excluded.answered_on,
    working_days = excluded.working_days,
    is_open = excluded.is_open
