-- What GOV.UK Notify took, and what it last said of it.
INSERT INTO notify_message (council, message_id, notification_id, status, said_at, ask_at)
VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (council, message_id) DO UPDATE
SET notification_id = excluded.notification_id, status = excluded.status, said_at = excluded.said_at,
    ask_at = excluded.ask_at
