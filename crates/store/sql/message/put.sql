-- A message in the outbox.
INSERT INTO message (
    council, message_id, case_id, recipient, channel, purpose, subject_words, body_words, release_at,
    state, tries, sent_at, last_error, referral, conduct, to_words
) VALUES (
    $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16
)
ON CONFLICT (council, message_id) DO UPDATE SET
    case_id = excluded.case_id,
    recipient = excluded.recipient,
    channel = excluded.channel,
    purpose = excluded.purpose,
    subject_words = excluded.subject_words,
    body_words = excluded.body_words,
    release_at = excluded.release_at,
    state = excluded.state,
    tries = excluded.tries,
    sent_at = excluded.sent_at,
    last_error = excluded.last_error,
    referral = excluded.referral,
    conduct = excluded.conduct,
    to_words = excluded.to_words
