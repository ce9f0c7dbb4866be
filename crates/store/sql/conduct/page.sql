-- Conduct files after the key $2, by which of four lists ($3) they are in on the day $4, at most $5.
SELECT conduct.file_id, conduct.person_id, conduct.opened_on, conduct.standing, conduct.measures, conduct.open_channel,
    conduct.reach, conduct.service, conduct.binds_from, conduct.binds_until, conduct.review_on, conduct.due_on,
    conduct.due_what, conduct.is_closed, conduct.due_until, person.name AS person_name
FROM conduct
LEFT JOIN person ON person.council = conduct.council AND person.person_id = conduct.person_id
WHERE conduct.council = $1 AND conduct.file_id > $2
  AND (
    ($3 = 'considered' AND NOT conduct.is_closed AND conduct.standing <> 'arranged')
    OR ($3 = 'in-force' AND conduct.binds_from <= $4 AND conduct.binds_until >= $4)
    OR ($3 = 'review-due' AND NOT conduct.is_closed AND conduct.review_on <= $4 AND conduct.binds_until >= $4)
    OR ($3 = 'ended' AND (conduct.is_closed OR (conduct.standing = 'arranged' AND (conduct.binds_until IS NULL OR conduct.binds_until < $4))))
  )
ORDER BY conduct.file_id
LIMIT $5
