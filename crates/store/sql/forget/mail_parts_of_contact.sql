-- The original e-mail that is the contact $2, part by part.
DELETE FROM mail_part WHERE council = $1 AND mail_id IN (
    SELECT mail.mail_id FROM mail WHERE mail.council = $1 AND mail.contact_id = $2
)
