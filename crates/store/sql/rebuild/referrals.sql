-- The rows of $1 in key order.
SELECT * FROM case_referral WHERE council = $1 ORDER BY case_id, referral_id
