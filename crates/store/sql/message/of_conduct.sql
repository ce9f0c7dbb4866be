-- Letters of the conduct file $2 of council $1, the oldest first.
SELECT message_id, case_id, recipient, channel, purpose, subject_words, body_words, release_at, state, tries,
    sent_at, last_error, referral, conduct, to_words
FROM message
WHERE council = $1 AND conduct = $2
ORDER BY release_at, message_id
