-- Cases of council $1 that wait at another after the case $2, at most $3.
SELECT * FROM case_transfer WHERE council = $1 AND case_id > $2 ORDER BY case_id LIMIT $3
