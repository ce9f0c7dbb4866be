-- Takes a webhook away.
DELETE FROM webhook WHERE council = $1 AND webhook_id = $2
