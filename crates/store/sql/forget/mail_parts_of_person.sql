-- E-mails from the address of the person $2 that were put away and are of no case, part by part.
DELETE FROM mail_part WHERE council = $1 AND mail_id IN (
    SELECT mail.mail_id FROM mail
    JOIN person ON person.council = mail.council AND LOWER(person.email) = LOWER(mail.sender)
    WHERE mail.council = $1 AND person.person_id = $2 AND mail.case_id IS NULL AND mail.state <> 'waiting'
)
