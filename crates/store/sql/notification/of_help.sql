-- Everybody of council $1 who was called by the call for help $2.
SELECT notification_id, user_id, kind, raised_at, raised_by, case_id, help_id, about_on, words_id, said, seen_at, done_at,
    conduct, lesson_id, cause_id, report_key
FROM notification
WHERE council = $1 AND help_id = $2
ORDER BY notification_id
