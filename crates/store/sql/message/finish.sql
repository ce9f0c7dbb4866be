-- What became of a message that the worker $4 holds, and why if it was not sent.
UPDATE message SET state = $3, sent_at = $5, last_error = $6, leased_by = NULL, leased_until = 0
WHERE council = $1 AND message_id = $2 AND state = 'waiting' AND leased_by = $4
