-- The files that belong to the stream $2 of council $1.
SELECT file_id AS id FROM file WHERE council = $1 AND stream = $2 ORDER BY file_id
