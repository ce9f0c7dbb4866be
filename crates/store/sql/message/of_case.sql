-- Messages of council $1 about the case $2.
SELECT message_id, case_id, recipient, channel, purpose, subject_words, body_words, release_at, state, tries,
    sent_at, last_error, referral, conduct, to_words
FROM message
WHERE council = $1 AND case_id = $2
ORDER BY release_at, message_id
