-- The councils that have a record.
SELECT DISTINCT council FROM event ORDER BY council
