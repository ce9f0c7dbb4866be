-- What mail servers said about the letters of the case $2: they name addresses. What waits to be sent goes no more: its words
-- are gone, and with them whoever was to read it, perhaps.
UPDATE message SET last_error = NULL, state = CASE WHEN state = 'waiting' THEN 'taken-back' ELSE state END
WHERE council = $1 AND case_id = $2
