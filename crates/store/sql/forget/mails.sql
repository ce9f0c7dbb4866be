-- The original e-mails of the case $2.
DELETE FROM mail WHERE council = $1 AND case_id = $2
