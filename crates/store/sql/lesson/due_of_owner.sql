-- Of the lessons of council $1 whose action $2 has, what is due and when, the first due first: at most $3.
SELECT lesson_id, recorded_on, drawn_from, went, stage, cause, services, learned_words, owner, due_on, due_what,
    remind_on, remind_what, published_on, could_not, you_said_words, we_did_words, worked, worked_words, to_tell
FROM lesson
WHERE council = $1 AND owner = $2 AND due_on IS NOT NULL
ORDER BY due_on, lesson_id
LIMIT $3
