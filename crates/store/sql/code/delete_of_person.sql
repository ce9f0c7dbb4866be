-- The codes of the person $2 of council $1 open nothing any more.
DELETE FROM code WHERE council = $1 AND person_id = $2
