-- When everybody of council $1 works who said so.
SELECT user_id, hours
FROM working_hours
WHERE council = $1
ORDER BY user_id
