-- A common cause, as it stands.
INSERT INTO cause (council, cause_id, begun_on, name_words, place_words, service, from_on, until_on, stage, cases, answered,
    kept_back, finished, authors)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
ON CONFLICT (council, cause_id) DO UPDATE SET
    begun_on = excluded.begun_on,
    name_words = excluded.name_words,
    place_words = excluded.place_words,
    service = excluded.service,
    from_on = excluded.from_on,
    until_on = excluded.until_on,
    stage = excluded.stage,
    cases = excluded.cases,
    answered = excluded.answered,
    kept_back = excluded.kept_back,
    finished = excluded.finished,
    authors = excluded.authors
