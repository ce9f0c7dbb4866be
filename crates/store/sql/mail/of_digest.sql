-- The e-mail of council $1 whose digest is $2, without its bytes.
SELECT mail_id, digest, size, received_at, recipient, message_id, sender, sender_name, subject, state, doubt,
    case_id, contact_id, decided_by, decided_at, reason
FROM mail
WHERE council = $1 AND digest = $2
