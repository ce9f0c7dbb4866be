-- What leads an answer back to the case $2.
DELETE FROM reply_token WHERE council = $1 AND case_id = $2
