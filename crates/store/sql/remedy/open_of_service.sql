-- The same of the service $7 alone.
SELECT cases.*, person.name AS customer_name, substr(promised.body, 1, 200) AS summary,
    case_remedy.remedy_id AS remedy_id, case_remedy.kind AS remedy_kind, case_remedy.owner AS remedy_owner,
    case_remedy.due_on AS remedy_due_on, case_remedy.due_key AS remedy_due_key
FROM case_remedy
JOIN cases ON cases.council = case_remedy.council AND cases.case_id = case_remedy.case_id
LEFT JOIN person ON person.council = cases.council AND person.person_id = cases.customer
LEFT JOIN word AS promised ON promised.council = case_remedy.council AND promised.words_id = case_remedy.words
WHERE case_remedy.council = $1 AND case_remedy.is_open AND case_remedy.service = $7
  AND (case_remedy.due_key, case_remedy.case_id, case_remedy.remedy_id) > ($2, $3, $4)
  AND case_remedy.due_key < $5
ORDER BY case_remedy.due_key, case_remedy.case_id, case_remedy.remedy_id
LIMIT $6
