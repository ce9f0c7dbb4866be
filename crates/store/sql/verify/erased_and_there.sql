-- What the stream $2 of council $1 says was erased, and stands there (again). What is named `bodies` is every event that was
-- sealed before it was said: one that came after may speak. What is named `body` is one event, `STREAM@VERSION`.
SELECT 'text ' || erasure.id AS id
FROM erasure JOIN word ON word.council = $1 AND word.words_id = erasure.id
WHERE erasure.council = $1 AND erasure.said_by = $2 AND erasure.sort = 'words'
UNION ALL
SELECT 'file ' || erasure.id AS id
FROM erasure JOIN file ON file.council = $1 AND file.file_id = erasure.id
WHERE erasure.council = $1 AND erasure.said_by = $2 AND erasure.sort = 'file'
UNION ALL
SELECT 'details of ' || erasure.id AS id
FROM erasure JOIN person ON person.council = $1 AND person.person_id = erasure.id
WHERE erasure.council = $1 AND erasure.said_by = $2 AND erasure.sort = 'person'
UNION ALL
SELECT 'body of ' || event.stream || ' version ' || event.version AS id
FROM erasure
JOIN seal AS said ON said.council = $1 AND said.stream = erasure.said_by AND said.version = 1
JOIN event ON event.council = $1 AND event.stream = erasure.id AND event.body IS NOT NULL
JOIN seal ON seal.council = $1 AND seal.stream = event.stream AND seal.version = event.version AND seal.position < said.position
WHERE erasure.council = $1 AND erasure.said_by = $2 AND erasure.sort = 'bodies'
UNION ALL
SELECT 'body of ' || event.stream || ' version ' || event.version AS id
FROM erasure
JOIN event ON event.council = $1
    AND event.stream = SUBSTR(erasure.id, 1, LENGTH(RTRIM(erasure.id, '0123456789')) - 1)
    AND event.version = CAST(SUBSTR(erasure.id, LENGTH(RTRIM(erasure.id, '0123456789')) + 1) AS BIGINT)
    AND event.body IS NOT NULL
WHERE erasure.council = $1 AND erasure.said_by = $2 AND erasure.sort = 'body'
ORDER BY id
