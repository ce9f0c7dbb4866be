-- Takes webhooks of council $1 that are due at $2 until $3, so that nobody else does. At most $4. Of two
-- who ask at once, the second finds them taken.
UPDATE webhook SET due_at = $3
WHERE council = $1 AND state = 'active' AND due_at <= $2 AND webhook_id IN (
    SELECT due.webhook_id
    FROM webhook AS due
    WHERE due.council = $1 AND due.state = 'active' AND due.due_at <= $2
    ORDER BY due.due_at, due.webhook_id
    LIMIT $4
)
RETURNING webhook_id, url, events, secret, state, told_to, due_at, tries, failing_since, last_error, created_at
