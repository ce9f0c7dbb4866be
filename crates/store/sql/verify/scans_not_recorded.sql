-- The files of council $1 of which the scanner is held to have said something, and no event says so, at most $2.
SELECT file.file_id AS id
FROM file
WHERE file.council = $1 AND file.stream IS NOT NULL AND file.scan <> 'not-scanned' AND NOT EXISTS (
    SELECT event.version FROM event
    WHERE event.council = $1 AND event.stream = 'scan/' || file.file_id
)
ORDER BY file.file_id
LIMIT $2
