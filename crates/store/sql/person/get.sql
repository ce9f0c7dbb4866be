-- Somebody's details.
SELECT person_id, name, email, phone, address, postcode, reply_by, salt, digest, called
FROM person
WHERE council = $1 AND person_id = $2
