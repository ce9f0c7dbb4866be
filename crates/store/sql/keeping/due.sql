-- Cases of council $1 that were closed by $2, after the key ($3, $4), at most $5, and that nothing keeps: no hold,
-- no Ombudsman, no remedy that is still owed.
SELECT cases.*
FROM cases
WHERE cases.council = $1 AND cases.closed AND cases.closed_on <= $2 AND (cases.closed_on, cases.case_id) > ($3, $4)
  AND NOT EXISTS (
    SELECT 1 FROM case_keeping WHERE case_keeping.council = $1 AND case_keeping.case_id = cases.case_id
  )
  AND NOT EXISTS (
    SELECT 1 FROM case_enquiry
    WHERE case_enquiry.council = $1 AND case_enquiry.case_id = cases.case_id AND case_enquiry.is_open
  )
  AND NOT EXISTS (
    SELECT 1 FROM case_remedy
    WHERE case_remedy.council = $1 AND case_remedy.case_id = cases.case_id AND case_remedy.is_open
  )
ORDER BY cases.closed_on, cases.case_id
LIMIT $5
