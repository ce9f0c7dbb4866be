-- Conduct files that ended on a day up to $2 after the key ($3, $4), the earliest first, at most $5, with whose they are.
SELECT conduct_end.stream, conduct_end.file_id, conduct_end.ended_on, conduct_end.is_held, person.name AS person_name
FROM conduct_end
INNER JOIN conduct ON conduct.council = conduct_end.council AND conduct.file_id = conduct_end.file_id
LEFT JOIN person ON person.council = conduct.council AND person.person_id = conduct.person_id
WHERE conduct_end.council = $1 AND conduct_end.ended_on <= $2 AND (conduct_end.ended_on, conduct_end.stream) > ($3, $4)
ORDER BY conduct_end.ended_on, conduct_end.stream
LIMIT $5
