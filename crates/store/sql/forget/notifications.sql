-- What people were told of the case $2.
DELETE FROM notification WHERE council = $1 AND case_id = $2
