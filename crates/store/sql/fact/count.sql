-- A case gives something more to be counted.
INSERT INTO fact_change
    (council, what, on_day, case_id, service, channel, kind, stage, ward, detail, days, n, kept, kept_first)
VALUES ($1, $3, $4, $2, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
ON CONFLICT (council, what, on_day, case_id, service, channel, kind, stage, ward, detail, days) DO UPDATE SET
    n = fact_change.n + excluded.n,
    kept = fact_change.kept + excluded.kept,
    kept_first = fact_change.kept_first + excluded.kept_first
