-- The codes that open the case $2.
DELETE FROM code WHERE council = $1 AND case_id = $2
