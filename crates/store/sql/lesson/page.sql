-- Lessons before the key $2, the newest first: of a stage ($3), of an owner ($4), due before a day ($5), each or ''.
-- At most $6.
SELECT lesson_id, recorded_on, drawn_from, went, stage, cause, services, learned_words, owner, due_on, due_what,
    remind_on, remind_what, published_on, could_not, you_said_words, we_did_words, worked, worked_words, to_tell
FROM lesson
WHERE council = $1 AND lesson_id < $2
  AND ($3 = '' OR stage = $3)
  AND ($4 = '' OR owner = $4)
  AND ($5 = '' OR due_on < $5)
ORDER BY lesson_id DESC
LIMIT $6
