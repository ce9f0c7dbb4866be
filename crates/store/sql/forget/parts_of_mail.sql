-- The original e-mail $2, part by part, where it is of no case and was put away.
DELETE FROM mail_part WHERE council = $1 AND mail_id IN (
    SELECT mail.mail_id FROM mail
    WHERE mail.council = $1 AND mail.mail_id = $2 AND mail.case_id IS NULL AND mail.contact_id IS NULL
      AND mail.state IN ('automatic', 'bounce', 'spam')
)
