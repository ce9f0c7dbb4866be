-- Cases of council $1 that lists show and of which no event speaks, at most $2.
SELECT cases.case_id AS id
FROM cases
WHERE cases.council = $1 AND NOT EXISTS (
    SELECT event.version FROM event
    WHERE event.council = $1 AND event.stream = 'case/' || cases.case_id
)
ORDER BY cases.case_id
LIMIT $2
