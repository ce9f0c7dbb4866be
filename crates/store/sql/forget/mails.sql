-- The original e-mails of the case $2. What waits and only may belong to it is somebody else's until a person says whose.
DELETE FROM mail WHERE council = $1 AND case_id = $2 AND state <> 'waiting'
