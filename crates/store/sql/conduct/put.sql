-- A conduct file, as it stands.
INSERT INTO conduct (council, file_id, person_id, opened_on, standing, measures, open_channel, reach, service, binds_from,
    binds_until, review_on, due_on, due_what, is_closed, due_until)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
ON CONFLICT (council, file_id) DO UPDATE SET
    person_id = excluded.person_id,
    opened_on = excluded.opened_on,
    standing = excluded.standing,
    measures = excluded.measures,
    open_channel = excluded.open_channel,
    reach = excluded.reach,
    service = excluded.service,
    binds_from = excluded.binds_from,
    binds_until = excluded.binds_until,
    review_on = excluded.review_on,
    due_on = excluded.due_on,
    due_what = excluded.due_what,
    is_closed = excluded.is_closed,
    due_until = excluded.due_until
