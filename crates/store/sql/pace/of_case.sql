-- Where the case $2 stands on its way to a reply.
SELECT * FROM case_step WHERE council = $1 AND case_id = $2
