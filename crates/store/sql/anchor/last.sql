-- The last anchor of council $1.
SELECT day, position, seal, previous, hash, made_at FROM anchor
WHERE council = $1
ORDER BY day DESC
LIMIT 1
