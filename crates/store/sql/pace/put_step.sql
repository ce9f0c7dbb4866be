-- Where a complaint stands whose reply is promised.
INSERT INTO case_step (
    council, case_id, service, stage, step, since_on, due_on, open_points, points, is_begun
) VALUES (
    $1, $2, $3, $4, $5, $6, $7, $8, $9, $10
)
ON CONFLICT (council, case_id) DO UPDATE SET
    service = excluded.service,
    stage = excluded.stage,
    step = excluded.step,
    since_on = excluded.since_on,
    due_on = excluded.due_on,
    open_points = excluded.open_points,
    points = excluded.points,
    is_begun = excluded.is_begun
