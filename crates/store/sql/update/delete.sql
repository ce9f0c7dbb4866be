-- Nobody waits for an update on the case $2.
DELETE FROM case_update WHERE council = $1 AND case_id = $2
