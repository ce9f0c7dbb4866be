-- What $2 of council $1 was told and has neither seen nor dealt with, the newest first, at most $3.
SELECT notification_id, user_id, kind, raised_at, raised_by, case_id, help_id, about_on, words_id, said, seen_at, done_at,
    conduct, lesson_id, cause_id, report_key
FROM notification
WHERE council = $1 AND user_id = $2 AND seen_at IS NULL AND done_at IS NULL
ORDER BY raised_at DESC
LIMIT $3
