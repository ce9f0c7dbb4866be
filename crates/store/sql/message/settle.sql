-- What became of a message that waits.
UPDATE message SET state = $3, sent_at = $4, tries = tries + 1
WHERE council = $1 AND message_id = $2 AND state = 'waiting'
