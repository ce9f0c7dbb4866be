-- How many messages of council $1 could not be sent, as far as $2.
SELECT COUNT(*) AS n
FROM (SELECT message_id FROM message WHERE council = $1 AND state = 'failed' LIMIT $2) AS failed
