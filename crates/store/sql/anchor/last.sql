-- The anchor of council $1 that was made last, whatever its day.
SELECT day, position, seal, previous, hash, made_at FROM anchor
WHERE council = $1
ORDER BY position DESC, day DESC
LIMIT 1
