-- Moves a webhook on to $3, tried next at $4, unless somebody else took it after $5.
UPDATE webhook SET told_to = $3, due_at = $4, tries = 0, failing_since = NULL, last_error = NULL
WHERE council = $1 AND webhook_id = $2 AND due_at = $5
