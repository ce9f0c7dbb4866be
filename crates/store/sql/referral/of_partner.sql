-- The last $3 questions of council $1 to the partner $2.
SELECT * FROM case_referral
WHERE council = $1 AND partner = $2
ORDER BY asked_on DESC, referral_id DESC
LIMIT $3
