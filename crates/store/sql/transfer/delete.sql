-- The case $2 waits at no other council.
DELETE FROM case_transfer WHERE council = $1 AND case_id = $2
