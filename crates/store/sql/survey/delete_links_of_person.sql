-- The links to surveys that the person $2 of council $1 was asked in open nothing any more.
DELETE FROM survey_link
WHERE council = $1 AND case_id IN (
    SELECT survey.case_id FROM survey WHERE survey.council = $1 AND survey.asked = $2
)
