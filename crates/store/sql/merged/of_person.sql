-- Those who were said to be the same as the person $2.
SELECT person_id FROM person_merged WHERE council = $1 AND into_id = $2 ORDER BY person_id
