-- Every search that somebody of council $1 keeps.
SELECT user_id, name, query, saved_at
FROM saved_filter
WHERE council = $1
ORDER BY user_id, name
