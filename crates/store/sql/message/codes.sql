-- Codes of council $1 that wait and go by one of the channels $2, between commas, after the key ($3, $4), the oldest first, at
-- most $5, each with the reference of its case. Optional: $6 not of a case about this user.
SELECT message.message_id, message.case_id, message.recipient, message.channel, message.purpose,
    message.subject_words, message.body_words, message.release_at, message.state, message.tries,
    message.sent_at, message.last_error, message.referral, message.conduct, message.to_words,
    cases.reference
FROM message
JOIN cases ON cases.council = message.council AND cases.case_id = message.case_id
WHERE message.council = $1 AND message.state = 'waiting' AND message.purpose = 'code'
    AND (message.release_at > $3 OR (message.release_at = $3 AND message.message_id > $4))
    AND CAST($2 AS TEXT) LIKE '%,' || message.channel || ',%'
    AND (CAST($6 AS TEXT) IS NULL OR cases.about IS NULL OR cases.about NOT LIKE '%,' || $6 || ',%')
ORDER BY message.release_at, message.message_id
LIMIT $5
