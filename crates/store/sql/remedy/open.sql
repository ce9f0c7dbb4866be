-- Promises of council $1 that are still to be kept and due before the day $5, after the key ($2, $3, $4), what is due soonest first, at most $6. $7: only these services, between commas, or null.
SELECT cases.*, person.name AS customer_name, substr(promised.body, 1, 200) AS summary,
    case_remedy.remedy_id AS remedy_id, case_remedy.kind AS remedy_kind, case_remedy.owner AS remedy_owner,
    case_remedy.due_on AS remedy_due_on, case_remedy.due_key AS remedy_due_key
FROM case_remedy
JOIN cases ON cases.council = case_remedy.council AND cases.case_id = case_remedy.case_id
LEFT JOIN person ON person.council = cases.council AND person.person_id = cases.customer
LEFT JOIN word AS promised ON promised.council = case_remedy.council AND promised.words_id = case_remedy.words
WHERE case_remedy.council = $1 AND case_remedy.is_open
  AND (case_remedy.due_key, case_remedy.case_id, case_remedy.remedy_id) > ($2, $3, $4)
  AND case_remedy.due_key < $5
  AND (CAST($7 AS TEXT) IS NULL OR $7 LIKE '%,' || case_remedy.service || ',%')
ORDER BY case_remedy.due_key, case_remedy.case_id, case_remedy.remedy_id
LIMIT $6
