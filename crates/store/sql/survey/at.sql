-- The survey whose answers stand at the address $2.
SELECT case_id, begun_on, because, asked, service, channel, kind, remind_on, closes_on, answered_on, said_words, said_on, themes,
    low_on, waits, may_contact, handling, outcome, lessons, stands_at
FROM survey WHERE council = $1 AND stands_at = $2
