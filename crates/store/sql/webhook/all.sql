-- Every webhook of council $1.
SELECT webhook_id, url, events, secret, state, told_to, due_at, tries, failing_since, last_error, created_at
FROM webhook
WHERE council = $1
ORDER BY created_at, webhook_id
