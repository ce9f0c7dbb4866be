-- Lessons of the service $7 before the key $2, the newest first: of a stage ($3), of an owner ($4), due before a day
-- ($5), each or ''. At most $6.
SELECT lesson.lesson_id, lesson.recorded_on, lesson.drawn_from, lesson.went, lesson.stage, lesson.cause, lesson.services,
    lesson.learned_words, lesson.owner, lesson.due_on, lesson.due_what, lesson.remind_on, lesson.remind_what,
    lesson.published_on, lesson.could_not, lesson.you_said_words, lesson.we_did_words, lesson.worked, lesson.worked_words,
    lesson.to_tell
FROM lesson_service
JOIN lesson ON lesson.council = lesson_service.council AND lesson.lesson_id = lesson_service.lesson_id
WHERE lesson_service.council = $1 AND lesson_service.service = $7 AND lesson_service.lesson_id < $2
  AND ($3 = '' OR lesson.stage = $3)
  AND ($4 = '' OR lesson.owner = $4)
  AND ($5 = '' OR lesson.due_on < $5)
ORDER BY lesson_service.lesson_id DESC
LIMIT $6
