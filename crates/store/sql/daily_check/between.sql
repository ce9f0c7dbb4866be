-- Checks of council $1 from the day $2 to the day $3.
SELECT checked_on, checked_at, checked_by, waiting
FROM daily_check
WHERE council = $1 AND checked_on >= $2 AND checked_on <= $3
ORDER BY checked_on
