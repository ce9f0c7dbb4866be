-- Which case's survey the code with the digest $2 opens.
SELECT case_id FROM survey_link WHERE council = $1 AND hash = $2
