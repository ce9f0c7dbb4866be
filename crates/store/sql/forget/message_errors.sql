-- What mail servers said about the letters of the case $2: they name addresses.
UPDATE message SET last_error = NULL WHERE council = $1 AND case_id = $2
