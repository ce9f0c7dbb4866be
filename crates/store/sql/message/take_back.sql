-- A message that waits, or could not be sent, is not to go.
UPDATE message SET state = 'taken-back', leased_by = NULL, leased_until = 0
WHERE council = $1 AND message_id = $2 AND state IN ('waiting', 'given-up')
