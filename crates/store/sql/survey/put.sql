-- A survey, as it stands.
INSERT INTO survey (council, case_id, begun_on, because, asked, service, channel, kind, remind_on, closes_on, answered_on, said_words,
    said_on, themes, low_on, waits, may_contact, handling, outcome, lessons, stands_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)
ON CONFLICT (council, case_id) DO UPDATE SET
    begun_on = excluded.begun_on,
    because = excluded.because,
    asked = excluded.asked,
    service = excluded.service,
    channel = excluded.channel,
    kind = excluded.kind,
    remind_on = excluded.remind_on,
    closes_on = excluded.closes_on,
    answered_on = excluded.answered_on,
    said_words = excluded.said_words,
    said_on = excluded.said_on,
    themes = excluded.themes,
    low_on = excluded.low_on,
    waits = excluded.waits,
    may_contact = excluded.may_contact,
    handling = excluded.handling,
    outcome = excluded.outcome,
    lessons = excluded.lessons,
    stands_at = excluded.stands_at
