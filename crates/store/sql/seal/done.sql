-- Takes an event that was sealed out of the queue.
DELETE FROM unsealed WHERE council = $1 AND queued_at = $2 AND stream = $3 AND version = $4
