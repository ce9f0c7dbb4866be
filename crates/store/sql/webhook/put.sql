-- A webhook, new or changed.
INSERT INTO webhook (
    council, webhook_id, url, events, secret, state, told_to, due_at, tries, failing_since, last_error, created_at
) VALUES (
    $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12
)
ON CONFLICT (council, webhook_id) DO UPDATE SET
    state = excluded.state,
    due_at = excluded.due_at,
    tries = excluded.tries,
    failing_since = excluded.failing_since,
    last_error = excluded.last_error
