-- Since when the oldest case of council $1 and priority $2 waits that nobody has looked at.
SELECT received_at AS oldest_at
FROM cases
WHERE council = $1 AND priority = $2 AND NOT triaged AND NOT closed
ORDER BY received_at, case_id
LIMIT 1
