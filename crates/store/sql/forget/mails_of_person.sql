-- E-mails from the address of the person $2.
DELETE FROM mail WHERE council = $1 AND LOWER(sender) = (
    SELECT LOWER(person.email) FROM person WHERE person.council = $1 AND person.person_id = $2
)
