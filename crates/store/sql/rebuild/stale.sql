-- Streams of cases of council $1 whose last event the case's row does not show, at most $2.
SELECT event.stream
FROM event
WHERE event.council = $1 AND event.stream > 'case/' AND event.stream < 'case0'
  AND NOT EXISTS (
    SELECT later.version FROM event AS later
    WHERE later.council = $1 AND later.stream = event.stream AND later.version = event.version + 1
  )
  AND NOT EXISTS (
    SELECT cases.version FROM cases
    WHERE cases.council = $1 AND cases.case_id = substr(event.stream, 6) AND cases.version = event.version
  )
ORDER BY event.stream
LIMIT $2
