-- The question $3 of council $1, if it is one to the partner $2.
SELECT * FROM case_referral WHERE council = $1 AND referral_id = $3 AND partner = $2
