-- Anchors of council $1 before the day $2, the last first, at most $3.
SELECT day, position, seal, previous, hash, made_at FROM anchor
WHERE council = $1 AND day < $2
ORDER BY day DESC
LIMIT $3
