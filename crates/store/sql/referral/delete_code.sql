-- The code was used.
DELETE FROM partner_code WHERE council = $1 AND referral_id = $2
