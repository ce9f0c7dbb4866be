-- What a meeting asked somebody to do, as it stands.
INSERT INTO report_action (council, report_key, item, words_id, owner, due_on, state, said_words)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
ON CONFLICT (council, report_key, item) DO UPDATE SET
    words_id = excluded.words_id,
    owner = excluded.owner,
    due_on = excluded.due_on,
    state = excluded.state,
    said_words = excluded.said_words
