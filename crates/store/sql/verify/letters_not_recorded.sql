-- The messages of council $1 with a letter as it went of which no event speaks, at most $2.
SELECT kept_letter.message_id AS id
FROM kept_letter
WHERE kept_letter.council = $1 AND NOT EXISTS (
    SELECT event.version FROM event
    WHERE event.council = $1 AND event.stream = 'letter/' || kept_letter.message_id
)
ORDER BY kept_letter.message_id
LIMIT $2
