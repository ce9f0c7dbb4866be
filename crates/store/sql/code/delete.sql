-- The code was used.
DELETE FROM code WHERE council = $1 AND case_id = $2 AND person_id = $3
