-- How many messages of council $1 wait for their moment, as far as $2.
SELECT COUNT(*) AS n
FROM (SELECT message_id FROM message WHERE council = $1 AND state = 'waiting' LIMIT $2) AS waiting
