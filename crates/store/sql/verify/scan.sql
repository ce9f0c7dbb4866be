-- What the virus scanner is held to have said of the file $2 of council $1.
SELECT scan FROM file WHERE council = $1 AND file_id = $2
