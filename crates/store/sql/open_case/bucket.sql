-- Where the case $2 of council $1 is counted, if it is open.
SELECT COALESCE(service, '') AS service, status, due_key, triaged, owner IS NOT NULL AS assigned
FROM cases
WHERE council = $1 AND case_id = $2 AND NOT closed
