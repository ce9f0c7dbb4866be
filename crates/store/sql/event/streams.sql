-- Streams of council $1 whose names lie after $2 and before $3, at most $4.
SELECT stream
FROM event
WHERE council = $1 AND version = 1 AND stream > $2 AND stream < $3
ORDER BY stream
LIMIT $4
