-- A report, as it stands.
INSERT INTO report (council, report_key, sort, on_day, from_on, to_on, state)
VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (council, report_key) DO UPDATE SET
    sort = excluded.sort,
    on_day = excluded.on_day,
    from_on = excluded.from_on,
    to_on = excluded.to_on,
    state = excluded.state
