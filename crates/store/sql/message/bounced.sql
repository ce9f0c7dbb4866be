-- A message that was mailed did not arrive, and why.
UPDATE message SET state = 'given-up', last_error = $3
WHERE council = $1 AND message_id = $2 AND state = 'mailed'
