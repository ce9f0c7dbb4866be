-- Whom the person $2 is the same as, if anybody.
SELECT into_id FROM person_merged WHERE council = $1 AND person_id = $2
