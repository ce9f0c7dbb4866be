-- A letter that waits, or was shown online and waits for the printer, is not posted, and why.
UPDATE message SET state = 'given-up', last_error = $3, leased_by = NULL, leased_until = 0
WHERE council = $1 AND message_id = $2 AND state IN ('waiting', 'sent')
