-- An adjustment that was agreed with a person, as it stands.
INSERT INTO person_adjustment (council, person_id, adjustment_id, kind, words_id, from_on, review_on, ended_on)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
ON CONFLICT (council, person_id, adjustment_id) DO UPDATE SET
    kind = excluded.kind,
    words_id = excluded.words_id,
    from_on = excluded.from_on,
    review_on = excluded.review_on,
    ended_on = excluded.ended_on
