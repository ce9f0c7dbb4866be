-- What an e-mail says of itself.
UPDATE mail SET message_id = $3, sender = $4, sender_name = $5, subject = $6
WHERE council = $1 AND mail_id = $2
