-- Somebody handed a message over in another way at $3.
UPDATE message SET state = 'sent', sent_at = $3, leased_by = NULL, leased_until = 0
WHERE council = $1 AND message_id = $2 AND state IN ('waiting', 'given-up')
