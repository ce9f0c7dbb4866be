-- People of council $1 of whose details no event speaks, at most $2.
SELECT person.person_id AS id
FROM person
WHERE person.council = $1 AND NOT EXISTS (
    SELECT event.version FROM event
    WHERE event.council = $1 AND event.stream = 'customer/' || person.person_id
)
ORDER BY person.person_id
LIMIT $2
