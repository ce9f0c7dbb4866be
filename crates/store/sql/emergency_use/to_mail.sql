-- The uses of which nobody was told by e-mail, the oldest first, $2 at the most.
SELECT user_id, version, used_at
FROM emergency_use
WHERE council = $1 AND mailed_at IS NULL
ORDER BY used_at, user_id, version
LIMIT $2
