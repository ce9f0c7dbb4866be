-- Takes away what the case $2 of council $1 gave to be counted, if it gave it: to be run before leave.sql.
INSERT INTO fact_change
    (council, what, on_day, case_id, service, channel, kind, stage, ward, detail, days, n, kept, kept_first)
SELECT council, what, on_day, case_id, service, channel, kind, stage, ward, detail, days, -n, -kept, -kept_first
FROM case_fact
WHERE council = $1 AND case_id = $2 AND what = $3 AND on_day = $4 AND service = $5 AND channel = $6 AND kind = $7
  AND stage = $8 AND ward = $9 AND detail = $10
ON CONFLICT (council, what, on_day, case_id, service, channel, kind, stage, ward, detail, days) DO UPDATE SET
    n = fact_change.n + excluded.n,
    kept = fact_change.kept + excluded.kept,
    kept_first = fact_change.kept_first + excluded.kept_first
