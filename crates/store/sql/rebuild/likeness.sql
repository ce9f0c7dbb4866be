-- The rows of $1 in key order.
SELECT * FROM conduct_likeness WHERE council = $1 ORDER BY person_id, file_id
