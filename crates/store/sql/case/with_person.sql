-- The cases that $2 is or was on beside their customers, after the key $3, at most $4.
SELECT case_id FROM case_person WHERE council = $1 AND person_id = $2 AND case_id > $3 ORDER BY case_id LIMIT $4
