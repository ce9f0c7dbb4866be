-- A signal, as it stands.
INSERT INTO signal (council, signal_id, person_id, kind, reader, raised_on, expires_on, standing, settled_on, shows_us_late)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
ON CONFLICT (council, signal_id) DO UPDATE SET
    person_id = excluded.person_id,
    kind = excluded.kind,
    reader = excluded.reader,
    raised_on = excluded.raised_on,
    expires_on = excluded.expires_on,
    standing = excluded.standing,
    settled_on = excluded.settled_on,
    shows_us_late = excluded.shows_us_late
