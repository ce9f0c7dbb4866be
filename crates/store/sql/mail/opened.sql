-- The Message-ID of the e-mail that opened the case $2 of council $1.
SELECT message_id
FROM mail
WHERE council = $1 AND case_id = $2 AND state = 'triage'
LIMIT 1
