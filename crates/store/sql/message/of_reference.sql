-- Messages about the case of council $1 with the reference $2.
SELECT message.message_id, message.case_id, message.recipient, message.channel, message.purpose,
    message.subject_words, message.body_words, message.release_at, message.state, message.tries, message.sent_at,
    message.last_error, message.referral, message.conduct, message.to_words
FROM cases
JOIN message ON message.council = cases.council AND message.case_id = cases.case_id
WHERE cases.council = $1 AND cases.reference = $2
ORDER BY message.release_at, message.message_id
