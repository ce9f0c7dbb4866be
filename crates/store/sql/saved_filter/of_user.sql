-- The searches that $2 of council $1 keeps, by name, at most $3.
SELECT user_id, name, query, saved_at
FROM saved_filter
WHERE council = $1 AND user_id = $2
ORDER BY name
LIMIT $3
