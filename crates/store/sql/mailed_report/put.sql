-- Somebody has a view mailed to them, from a day on; how often may change.
INSERT INTO mailed_report (council, user_id, view, service, every, due_on, held_until, tries)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
ON CONFLICT (council, user_id, view, service) DO UPDATE SET
    every = excluded.every,
    due_on = excluded.due_on,
    held_until = excluded.held_until,
    tries = excluded.tries
