-- Sending failed; nobody takes the message that the worker $5 held until $3.
UPDATE message SET leased_by = NULL, leased_until = $3, last_error = $4
WHERE council = $1 AND message_id = $2 AND state = 'waiting' AND leased_by = $5
