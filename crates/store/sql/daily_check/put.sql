-- The check of one day.
INSERT INTO daily_check (
    council, checked_on, checked_at, checked_by, waiting
) VALUES (
    $1, $2, $3, $4, $5
)
ON CONFLICT (council, checked_on) DO UPDATE SET
    checked_at = excluded.checked_at,
    checked_by = excluded.checked_by,
    waiting = excluded.waiting
