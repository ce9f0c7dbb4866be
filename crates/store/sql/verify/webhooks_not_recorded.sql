-- The webhooks of council $1 of which no event speaks, at most $2.
SELECT webhook.webhook_id AS id
FROM webhook
WHERE webhook.council = $1 AND NOT EXISTS (
    SELECT event.version FROM event
    WHERE event.council = $1 AND event.stream = 'settings/webhook/' || webhook.webhook_id
)
ORDER BY webhook.webhook_id
LIMIT $2
