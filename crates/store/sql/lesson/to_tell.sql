-- Lessons of which customers are to be told, at most $2.
SELECT lesson_id FROM lesson
WHERE council = $1 AND to_tell > 0
ORDER BY lesson_id
LIMIT $2
