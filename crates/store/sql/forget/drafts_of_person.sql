-- Forms that the person $2 began and had the way back mailed to their address.
DELETE FROM draft WHERE council = $1 AND link_to IS NOT NULL AND LOWER(link_to) = (
    SELECT LOWER(person.email) FROM person WHERE person.council = $1 AND person.person_id = $2
)
