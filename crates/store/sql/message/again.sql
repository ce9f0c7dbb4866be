-- Lets a message that was given up wait once more.
UPDATE message SET state = 'waiting', tries = 0, leased_by = NULL, leased_until = 0
WHERE council = $1 AND message_id = $2 AND state = 'given-up'
