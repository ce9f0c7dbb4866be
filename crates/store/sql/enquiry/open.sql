-- Cases of council $1 that an Ombudsman has, after the key ($2, $3), what is owed soonest first, at most $4. $5: only these services, between commas, or null.
SELECT cases.*, person.name AS customer_name, substr(word.body, 1, 200) AS summary,
    case_enquiry.ombudsman AS ombudsman, case_enquiry.referral AS referral, case_enquiry.step AS step,
    case_enquiry.received_on AS enquiry_received_on, case_enquiry.due_on AS enquiry_due_on
FROM case_enquiry
JOIN cases ON cases.council = case_enquiry.council AND cases.case_id = case_enquiry.case_id
LEFT JOIN person ON person.council = cases.council AND person.person_id = cases.customer
LEFT JOIN word ON word.council = cases.council AND word.words_id = cases.summary_words
WHERE case_enquiry.council = $1 AND case_enquiry.is_open
  AND (case_enquiry.due_key, case_enquiry.case_id) > ($2, $3)
  AND (CAST($5 AS TEXT) IS NULL OR $5 LIKE '%,' || case_enquiry.service || ',%')
ORDER BY case_enquiry.due_key, case_enquiry.case_id
LIMIT $4
