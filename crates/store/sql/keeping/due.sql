-- Cases of council $1 of the kind $2 that ended as $3, or empty where nothing says how, that were closed by $4, after the key
-- ($5, $6), at most $7, and that nothing keeps: no hold, no Ombudsman, no remedy that is still owed.
SELECT cases.*
FROM cases
WHERE cases.council = $1 AND cases.kind = $2 AND COALESCE(cases.outcome, '') = $3 AND cases.closed AND NOT cases.is_erased
  AND cases.closed_on <= $4 AND (cases.closed_on, cases.case_id) > ($5, $6)
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
LIMIT $7
