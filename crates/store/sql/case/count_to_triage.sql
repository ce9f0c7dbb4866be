-- How many cases of council $1 nobody has looked at, and since when the oldest waits.
-- priority > '' is always so: it leads SQLite to the index of what nobody has looked at.
SELECT COUNT(*) AS n, MIN(received_at) AS oldest_at
FROM cases
WHERE council = $1 AND priority > '' AND NOT triaged AND NOT closed
