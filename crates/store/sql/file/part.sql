-- One part of a file's content.
SELECT content FROM file_part WHERE council = $1 AND file_id = $2 AND number = $3
