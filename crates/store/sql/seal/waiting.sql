-- Events of council $1 that wait for their seal, in the order in which they get it, at most $2.
SELECT unsealed.queued_at, unsealed.stream, unsealed.version, event.hash
FROM unsealed
JOIN event
    ON event.council = unsealed.council AND event.stream = unsealed.stream
    AND event.version = unsealed.version
WHERE unsealed.council = $1
ORDER BY unsealed.queued_at, unsealed.stream, unsealed.version
LIMIT $2
