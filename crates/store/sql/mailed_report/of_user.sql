-- What $2 of council $1 has mailed to them.
SELECT user_id, view, service, every, due_on, held_until, tries
FROM mailed_report
WHERE council = $1 AND user_id = $2
ORDER BY view, service
