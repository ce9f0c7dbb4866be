-- Something that somebody is told.
INSERT INTO notification (
    council, notification_id, user_id, kind, raised_at, raised_by, case_id, help_id, about_on, words_id, said,
    seen_at, done_at, conduct, lesson_id, cause_id, report_key
) VALUES (
    $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17
)
ON CONFLICT (council, notification_id) DO NOTHING
