-- What becomes of a case.
INSERT INTO case_keeping (council, case_id, state, since_on, because) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (council, case_id) DO UPDATE SET
    state = excluded.state,
    since_on = excluded.since_on,
    because = excluded.because
