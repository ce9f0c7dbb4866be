-- Something came in on a case and waits to be read.
INSERT INTO case_unread (council, case_id, service, owner, closed, since, count)
VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (council, case_id) DO UPDATE SET
    service = excluded.service,
    owner = excluded.owner,
    closed = excluded.closed,
    since = excluded.since,
    count = excluded.count
