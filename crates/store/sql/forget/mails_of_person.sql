-- E-mails from the address of the person $2 that were put away and are of no case. What is of another case stays with that one,
-- which may be open or held; and what waits for a person may be about anything.
DELETE FROM mail WHERE council = $1 AND case_id IS NULL AND state <> 'waiting' AND LOWER(sender) = (
    SELECT LOWER(person.email) FROM person WHERE person.council = $1 AND person.person_id = $2
)
