-- What was agreed with the person $2.
DELETE FROM person_adjustment WHERE council = $1 AND person_id = $2
