-- The next part of an e-mail's bytes.
INSERT INTO mail_part (council, mail_id, number, content) VALUES ($1, $2, $3, $4)
