-- Whether any change of the counts of council $1 is not added up yet.
SELECT case_id FROM open_case_change WHERE council = $1 LIMIT 1
