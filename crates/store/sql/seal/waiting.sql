-- Events of council $1 that wait for their seal, in the order in which they get it, at most $2. Their hashes are looked up one
-- by one: a join begins with all events where the engine knows nothing of the tables yet.
SELECT unsealed.queued_at, unsealed.stream, unsealed.version, (
    SELECT event.hash
    FROM event
    WHERE event.council = unsealed.council AND event.stream = unsealed.stream
      AND event.version = unsealed.version
) AS hash
FROM unsealed
WHERE unsealed.council = $1
ORDER BY unsealed.queued_at, unsealed.stream, unsealed.version
LIMIT $2
