-- The points of a complaint.
SELECT case_id, point_id, number, words, service, finding, found_on
FROM case_point
WHERE council = $1 AND case_id = $2
ORDER BY number, point_id
