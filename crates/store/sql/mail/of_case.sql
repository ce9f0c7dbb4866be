-- The e-mails of the case $2 of council $1, without their bytes, the oldest first, at most $3.
SELECT mail_id, digest, size, received_at, recipient, message_id, sender, sender_name, subject, state, doubt,
    case_id, contact_id, decided_by, decided_at, reason
FROM mail
WHERE council = $1 AND case_id = $2
ORDER BY received_at, mail_id
LIMIT $3
