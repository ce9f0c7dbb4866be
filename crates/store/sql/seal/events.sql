-- Sealed events of council $1 after the position $2, in their order, at most $3: what each is, without what it says.
SELECT seal.position, seal.stream, seal.version, event.kind, event.recorded_at
FROM seal
JOIN event
    ON event.council = seal.council AND event.stream = seal.stream AND event.version = seal.version
WHERE seal.council = $1 AND seal.position > $2
ORDER BY seal.position
LIMIT $3
