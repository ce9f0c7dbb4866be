-- An e-mail that came in.
INSERT INTO mail (
    council, mail_id, digest, size, received_at, recipient, message_id, sender, sender_name, subject, state, doubt,
    case_id, contact_id, decided_by, decided_at, reason
) VALUES (
    $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17
)
