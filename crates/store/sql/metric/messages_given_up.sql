-- How many messages of council $1 were given up, as far as $2.
SELECT COUNT(*) AS n
FROM (SELECT message_id FROM message WHERE council = $1 AND state = 'given-up' LIMIT $2) AS given_up
