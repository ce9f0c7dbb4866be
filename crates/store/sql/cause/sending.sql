-- Common causes of which the reply goes. At most $2.
SELECT cause_id FROM cause
WHERE council = $1 AND stage = 'sending'
ORDER BY cause_id
LIMIT $2
