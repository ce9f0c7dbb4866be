-- The rows of $1 in order.
SELECT * FROM case_fact WHERE council = $1
ORDER BY case_id, what, on_day, service, channel, kind, stage, ward, detail, days
