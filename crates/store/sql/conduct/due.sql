-- Conduct files on which something was to be done by $2 and still is on $3, the earliest first, at most $4.
SELECT file_id, person_id, opened_on, standing, measures, open_channel, reach, service, binds_from, binds_until,
    review_on, due_on, due_what, is_closed, due_until
FROM conduct
WHERE council = $1 AND due_on <= $2 AND (due_until IS NULL OR due_until >= $3)
ORDER BY due_on, file_id
LIMIT $4
