-- E-mails of council $1 in the state $2 before the key ($3, $4), the newest first, at most $5, without their bytes.
SELECT mail_id, digest, size, received_at, recipient, message_id, sender, sender_name, subject, state, doubt,
    case_id, contact_id, decided_by, decided_at, reason
FROM mail
WHERE council = $1 AND state = $2 AND (received_at < $3 OR (received_at = $3 AND mail_id < $4))
ORDER BY received_at DESC, mail_id DESC
LIMIT $5
