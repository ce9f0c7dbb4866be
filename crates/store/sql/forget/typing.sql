-- What somebody typed on the case $2 and never saved.
DELETE FROM typing WHERE council = $1 AND case_id = $2
