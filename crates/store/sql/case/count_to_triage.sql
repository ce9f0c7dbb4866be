-- How many cases of council $1 nobody has looked at, and since when the oldest waits.
SELECT COUNT(*) AS n, MIN(received_at) AS oldest_at
FROM cases
WHERE council = $1 AND NOT triaged AND NOT closed
