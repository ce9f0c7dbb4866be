-- Lessons of which somebody is to be reminded by the day $2, at most $3.
SELECT lesson_id, remind_what FROM lesson
WHERE council = $1 AND remind_on <= $2
ORDER BY remind_on, lesson_id
LIMIT $3
