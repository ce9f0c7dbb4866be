-- Questions of council $1 to the partner $2 in one of the states $3 and $4, after the key ($5, $6), what is due soonest
-- first, at most $7; each with the reference of its case.
SELECT case_referral.*, cases.reference
FROM case_referral
JOIN cases ON cases.council = case_referral.council AND cases.case_id = case_referral.case_id
WHERE case_referral.council = $1 AND case_referral.partner = $2 AND case_referral.state IN ($3, $4)
    AND (case_referral.due_on, case_referral.referral_id) > ($5, $6)
ORDER BY case_referral.due_on, case_referral.referral_id
LIMIT $7
