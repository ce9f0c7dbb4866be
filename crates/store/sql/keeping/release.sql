-- The case $2 is held no longer.
DELETE FROM case_keeping WHERE council = $1 AND case_id = $2 AND state = 'held'
