-- Places in the queue of the sealer whose event is gone.
SELECT unsealed.stream, unsealed.version
FROM unsealed
LEFT JOIN event
    ON event.council = unsealed.council AND event.stream = unsealed.stream
    AND event.version = unsealed.version
WHERE unsealed.council = $1 AND event.version IS NULL
ORDER BY unsealed.stream, unsealed.version
