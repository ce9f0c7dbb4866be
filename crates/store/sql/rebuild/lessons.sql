-- The rows of $1 in key order.
SELECT * FROM lesson WHERE council = $1 ORDER BY lesson_id
