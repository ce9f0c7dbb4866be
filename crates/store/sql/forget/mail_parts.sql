-- The original e-mails of the case $2, part by part.
DELETE FROM mail_part WHERE council = $1 AND mail_id IN (
    SELECT mail.mail_id FROM mail WHERE mail.council = $1 AND mail.case_id = $2 AND mail.state <> 'waiting'
)
