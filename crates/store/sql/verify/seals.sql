-- Seals of council $1 after the position $2, each with the hash of the event that is there, at most
-- $3, without the first $4.
SELECT seal.position, seal.stream, seal.version, seal.event_hash, seal.previous, seal.hash,
    event.hash AS found_hash, event.recorded_at
FROM seal
LEFT JOIN event
    ON event.council = seal.council AND event.stream = seal.stream AND event.version = seal.version
WHERE seal.council = $1 AND seal.position > $2
ORDER BY seal.position
LIMIT $3 OFFSET $4
