-- The case $2 of council $1 gives nothing to be counted.
DELETE FROM case_fact WHERE council = $1 AND case_id = $2
