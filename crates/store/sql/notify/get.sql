-- What GOV.UK Notify said of a message.
SELECT message_id, notification_id, status, said_at, ask_at
FROM notify_message
WHERE council = $1 AND message_id = $2
