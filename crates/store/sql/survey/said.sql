-- What was written before the key ($2, $3), the newest first, at most $4.
SELECT case_id, begun_on, because, asked, service, channel, kind, remind_on, closes_on, answered_on, said_words, said_on, themes,
    low_on, waits, may_contact, handling, outcome, lessons, stands_at
FROM survey
WHERE council = $1 AND said_on IS NOT NULL AND (said_on, case_id) < ($2, $3)
ORDER BY said_on DESC, case_id DESC
LIMIT $4
