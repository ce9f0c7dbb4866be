-- The case $2 owes no reply any more.
DELETE FROM case_step WHERE council = $1 AND case_id = $2
