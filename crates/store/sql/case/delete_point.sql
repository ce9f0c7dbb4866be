-- Takes a point off.
DELETE FROM case_point WHERE council = $1 AND case_id = $2 AND point_id = $3
