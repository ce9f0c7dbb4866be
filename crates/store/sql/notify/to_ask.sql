-- What GOV.UK Notify is to be asked about by $2, the longest due first, at most $3.
SELECT message_id, notification_id, status, said_at, ask_at
FROM notify_message
WHERE council = $1 AND ask_at IS NOT NULL AND ask_at <= $2
ORDER BY ask_at, message_id
LIMIT $3
