-- Messages of council $1 whose moment has come by $2, the oldest first, at most $3; without those
-- that go by the channels $4, $5 and $6, as far as they are named. A code is made when it is handed over, and by nobody else,
-- and so is the link that a partner gets.
SELECT message_id, case_id, recipient, channel, purpose, subject_words, body_words, release_at, state, tries,
    sent_at, last_error, referral, conduct, to_words
FROM message
WHERE council = $1 AND state = 'waiting' AND release_at <= $2 AND purpose <> 'code'
    AND referral IS NULL
    AND channel NOT IN ($4, $5, $6)
ORDER BY release_at, message_id
LIMIT $3
