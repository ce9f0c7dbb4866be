-- What $2 of council $1 was told, before the key ($3, $4), the newest first, at most $5.
SELECT notification_id, user_id, kind, raised_at, raised_by, case_id, help_id, about_on, words_id, said, seen_at, done_at,
    conduct, lesson_id, cause_id, report_key
FROM notification
WHERE council = $1 AND user_id = $2 AND (raised_at, notification_id) < ($3, $4)
ORDER BY raised_at DESC, notification_id DESC
LIMIT $5
