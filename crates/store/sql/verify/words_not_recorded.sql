-- Texts of council $1 that belong to a stream without any event, at most $2.
SELECT word.words_id || ' of ' || word.stream AS id
FROM word
WHERE word.council = $1 AND NOT EXISTS (
    SELECT 1 FROM event WHERE event.council = word.council AND event.stream = word.stream
)
ORDER BY word.words_id
LIMIT $2
