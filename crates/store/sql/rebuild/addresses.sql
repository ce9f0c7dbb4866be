-- The rows of $1 in key order.
SELECT * FROM person_address WHERE council = $1 ORDER BY person_id, from_on
