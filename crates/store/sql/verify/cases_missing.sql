-- Cases of council $1 that were recorded and that lists do not show, at most $2.
SELECT event.stream AS id
FROM event
WHERE event.council = $1 AND event.version = 1 AND event.stream LIKE 'case/%' AND NOT EXISTS (
    SELECT 1 FROM cases WHERE cases.council = $1 AND 'case/' || cases.case_id = event.stream
)
ORDER BY event.stream
LIMIT $2
