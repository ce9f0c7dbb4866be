-- Forgets where the person $2 moved: it is written anew.
DELETE FROM person_address WHERE council = $1 AND person_id = $2
