-- The calls for help to $2 of council $1 that nobody has answered, the oldest first, at most $3; none on a case about them.
SELECT notification.help_id
FROM notification
LEFT JOIN cases ON cases.council = notification.council AND cases.case_id = notification.case_id
WHERE notification.council = $1 AND notification.user_id = $2
    AND notification.kind = 'help-asked' AND notification.done_at IS NULL AND notification.help_id IS NOT NULL
    AND (cases.about IS NULL OR cases.about NOT LIKE '%,' || CAST($2 AS TEXT) || ',%')
ORDER BY notification.raised_at, notification.notification_id
LIMIT $3
