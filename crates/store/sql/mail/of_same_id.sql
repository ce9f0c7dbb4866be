-- The e-mails of council $1 that bore the Message-ID $2 and are on a case, without their bytes, the oldest first, at most $3.
SELECT mail_id, digest, size, received_at, recipient, message_id, sender, sender_name, subject, state, doubt,
    case_id, contact_id, decided_by, decided_at, reason
FROM mail
WHERE council = $1 AND message_id = $2 AND state IN ('contact', 'triage')
ORDER BY received_at, mail_id
LIMIT $3
