-- Nothing waits to be read on the case $2.
DELETE FROM case_unread WHERE council = $1 AND case_id = $2
