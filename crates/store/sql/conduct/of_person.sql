-- The conduct files of somebody ($2), the newest last.
SELECT file_id, person_id, opened_on, standing, measures, open_channel, reach, service, binds_from, binds_until,
    review_on, due_on, due_what, is_closed, due_until
FROM conduct
WHERE council = $1 AND person_id = $2
ORDER BY file_id
