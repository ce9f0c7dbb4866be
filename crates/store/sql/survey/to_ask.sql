-- Cases that were closed from the day $2 to the day $3 and of which nobody decided whether to ask, at most $4.
SELECT cases.case_id FROM cases
WHERE cases.council = $1 AND cases.closed AND cases.closed_on BETWEEN $2 AND $3
  AND NOT EXISTS (SELECT 1 FROM survey WHERE survey.council = cases.council AND survey.case_id = cases.case_id)
ORDER BY cases.closed_on, cases.kind, cases.case_id
LIMIT $4
