-- Since when the person $2 lived where.
DELETE FROM person_address WHERE council = $1 AND person_id = $2
