-- Details of people of council $1 after the key $2, at most $3.
SELECT person_id, name, email, phone, address, postcode, reply_by, salt, digest, called
FROM person
WHERE council = $1 AND person_id > $2
ORDER BY person_id
LIMIT $3
