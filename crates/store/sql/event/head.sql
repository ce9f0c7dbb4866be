-- Where stream $2 of council $1 ends, and where its last event waits for its seal.
SELECT event.version, event.hash, unsealed.queued_at
FROM event
LEFT JOIN unsealed
    ON unsealed.council = event.council AND unsealed.stream = event.stream
    AND unsealed.version = event.version
WHERE event.council = $1 AND event.stream = $2
ORDER BY event.version DESC
LIMIT 1
