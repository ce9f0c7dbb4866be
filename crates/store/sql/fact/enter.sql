-- A case gives something to be counted.
INSERT INTO case_fact (council, case_id, what, on_day, service, channel, kind, stage, ward, detail, days,
    n, kept, kept_first)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
