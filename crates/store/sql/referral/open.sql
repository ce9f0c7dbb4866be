-- Questions to partners of council $1 that somebody has still to do something about, after the key ($2, $3), what is due soonest first, at most $4. $5: only these services, between commas, or null; $6: only this owner, or null.
SELECT cases.*, person.name AS customer_name, substr(word.body, 1, 200) AS summary,
    case_referral.referral_id AS referral_id, case_referral.number AS referral_number,
    case_referral.partner AS partner, case_referral.state AS referral_state,
    case_referral.asked_on AS referral_asked_on, case_referral.due_on AS referral_due_on
FROM case_referral
JOIN cases ON cases.council = case_referral.council AND cases.case_id = case_referral.case_id
LEFT JOIN person ON person.council = cases.council AND person.person_id = cases.customer
LEFT JOIN word ON word.council = cases.council AND word.words_id = cases.summary_words
WHERE case_referral.council = $1 AND case_referral.is_open
  AND (case_referral.due_on, case_referral.referral_id) > ($2, $3)
  AND (CAST($5 AS TEXT) IS NULL OR $5 LIKE '%,' || case_referral.service || ',%')
  AND (CAST($6 AS TEXT) IS NULL OR case_referral.owner = $6)
ORDER BY case_referral.due_on, case_referral.referral_id
LIMIT $4
