-- The rows of $1 in key order.
SELECT * FROM lesson_case WHERE council = $1 ORDER BY case_id, lesson_id
