-- The rows of $1 in key order.
SELECT * FROM case_point WHERE council = $1 ORDER BY case_id, point_id
