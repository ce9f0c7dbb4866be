-- Lessons of the service $2 with the cause $3 that go on or were told, the newest first: not $4. At most $5.
SELECT lesson.lesson_id, lesson.recorded_on, lesson.drawn_from, lesson.went, lesson.stage, lesson.cause, lesson.services,
    lesson.learned_words, lesson.owner, lesson.due_on, lesson.due_what, lesson.remind_on, lesson.remind_what,
    lesson.published_on, lesson.could_not, lesson.you_said_words, lesson.we_did_words, lesson.worked, lesson.worked_words,
    lesson.to_tell
FROM lesson_service
JOIN lesson ON lesson.council = lesson_service.council AND lesson.lesson_id = lesson_service.lesson_id
WHERE lesson_service.council = $1 AND lesson_service.service = $2 AND lesson.cause = $3 AND lesson.lesson_id <> $4
  AND lesson.stage NOT IN ('merged', 'not-needed')
ORDER BY lesson_service.lesson_id DESC
LIMIT $5
