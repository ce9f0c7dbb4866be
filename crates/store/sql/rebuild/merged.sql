-- The rows of $1 in key order.
SELECT * FROM person_merged WHERE council = $1 ORDER BY person_id
