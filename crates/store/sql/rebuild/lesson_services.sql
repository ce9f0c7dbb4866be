-- The rows of $1 in key order.
SELECT * FROM lesson_service WHERE council = $1 ORDER BY service, lesson_id
