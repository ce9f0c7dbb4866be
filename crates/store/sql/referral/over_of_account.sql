-- Questions of council $1 to the partner $2 in one of the states $3, $4 and $5, before the key ($6, $7), what was due
-- last first, at most $8; each with the reference of its case.
SELECT case_referral.*, cases.reference
FROM case_referral
JOIN cases ON cases.council = case_referral.council AND cases.case_id = case_referral.case_id
WHERE case_referral.council = $1 AND case_referral.partner = $2 AND case_referral.state IN ($3, $4, $5)
    AND (case_referral.due_on, case_referral.referral_id) < ($6, $7)
ORDER BY case_referral.due_on DESC, case_referral.referral_id DESC
LIMIT $8
