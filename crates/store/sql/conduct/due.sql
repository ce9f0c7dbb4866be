-- Conduct files on which something was to be done by $2, the earliest first, at most $3.
SELECT file_id, person_id, opened_on, standing, measures, open_channel, reach, service, binds_from, binds_until,
    review_on, due_on, due_what, is_closed
FROM conduct
WHERE council = $1 AND due_on <= $2
ORDER BY due_on, file_id
LIMIT $3
