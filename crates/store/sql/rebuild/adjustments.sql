-- The rows of $1 in key order.
SELECT * FROM person_adjustment WHERE council = $1 ORDER BY person_id, adjustment_id
