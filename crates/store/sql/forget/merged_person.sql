-- That the person $2 was said to be the same as somebody else.
DELETE FROM person_merged WHERE council = $1 AND person_id = $2
