-- Takes away all that the case $2 of council $1 gave to be counted: to be run before leave_all.sql.
INSERT INTO fact_change
    (council, what, on_day, case_id, service, channel, kind, stage, ward, detail, days, n, kept, kept_first)
SELECT council, what, on_day, case_id, service, channel, kind, stage, ward, detail, days, -n, -kept, -kept_first
FROM case_fact
WHERE council = $1 AND case_id = $2
ON CONFLICT (council, what, on_day, case_id, service, channel, kind, stage, ward, detail, days) DO UPDATE SET
    n = fact_change.n + excluded.n,
    kept = fact_change.kept + excluded.kept,
    kept_first = fact_change.kept_first + excluded.kept_first
