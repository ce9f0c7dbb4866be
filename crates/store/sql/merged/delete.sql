-- The person $2 is nobody else, after all.
DELETE FROM person_merged WHERE council = $1 AND person_id = $2
