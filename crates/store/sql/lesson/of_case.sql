-- The lessons that the case $2 shows, the newest first.
SELECT lesson.lesson_id, lesson.recorded_on, lesson.drawn_from, lesson.went, lesson.stage, lesson.cause, lesson.services,
    lesson.learned_words, lesson.owner, lesson.due_on, lesson.due_what, lesson.remind_on, lesson.remind_what,
    lesson.published_on, lesson.could_not, lesson.you_said_words, lesson.we_did_words, lesson.worked, lesson.worked_words,
    lesson.to_tell
FROM lesson_case
JOIN lesson ON lesson.council = lesson_case.council AND lesson.lesson_id = lesson_case.lesson_id
WHERE lesson_case.council = $1 AND lesson_case.case_id = $2
ORDER BY lesson_case.lesson_id DESC
