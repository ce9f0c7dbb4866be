-- Sending failed; it waits until $3.
UPDATE message SET release_at = $3, last_error = $4, tries = tries + 1
WHERE council = $1 AND message_id = $2 AND state = 'waiting'
