-- The rows of $1 in key order.
SELECT * FROM case_person WHERE council = $1 ORDER BY person_id, case_id
