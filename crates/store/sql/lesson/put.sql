-- A lesson, as it stands.
INSERT INTO lesson (council, lesson_id, recorded_on, drawn_from, went, stage, cause, services, learned_words, owner, due_on, due_what,
    remind_on, remind_what, published_on, could_not, you_said_words, we_did_words, worked, worked_words, to_tell)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)
ON CONFLICT (council, lesson_id) DO UPDATE SET
    recorded_on = excluded.recorded_on,
    drawn_from = excluded.drawn_from,
    went = excluded.went,
    stage = excluded.stage,
    cause = excluded.cause,
    services = excluded.services,
    learned_words = excluded.learned_words,
    owner = excluded.owner,
    due_on = excluded.due_on,
    due_what = excluded.due_what,
    remind_on = excluded.remind_on,
    remind_what = excluded.remind_what,
    published_on = excluded.published_on,
    could_not = excluded.could_not,
    you_said_words = excluded.you_said_words,
    we_did_words = excluded.we_did_words,
    worked = excluded.worked,
    worked_words = excluded.worked_words,
    to_tell = excluded.to_tell
