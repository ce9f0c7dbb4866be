-- Takes a file out of the draft $3.
DELETE FROM file WHERE council = $1 AND file_id = $2 AND draft = $3
