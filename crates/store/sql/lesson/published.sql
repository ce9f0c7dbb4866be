-- Lessons that people were told of from the day $2 on and before the key ($3, $4), the newest first: of a service ($5) or
-- ''. At most $6.
SELECT lesson_id, recorded_on, drawn_from, went, stage, cause, services, learned_words, owner, due_on, due_what,
    remind_on, remind_what, published_on, could_not, you_said_words, we_did_words, worked, worked_words, to_tell
FROM lesson
WHERE council = $1 AND published_on >= $2 AND (published_on, lesson_id) < ($3, $4)
  AND ($5 = '' OR EXISTS (
    SELECT 1 FROM lesson_service
    WHERE lesson_service.council = lesson.council AND lesson_service.service = $5
      AND lesson_service.lesson_id = lesson.lesson_id
  ))
ORDER BY published_on DESC, lesson_id DESC
LIMIT $6
