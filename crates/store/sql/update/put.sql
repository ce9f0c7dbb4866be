-- Somebody waits for an update that they asked for.
INSERT INTO case_update (council, case_id, service, owner, asked_on, due_on, times)
VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (council, case_id) DO UPDATE SET
    service = excluded.service,
    owner = excluded.owner,
    asked_on = excluded.asked_on,
    due_on = excluded.due_on,
    times = excluded.times
