-- Erases somebody's details; what they were found by goes with them.
DELETE FROM person WHERE council = $1 AND person_id = $2
