-- Throws the rows of $1 away.
DELETE FROM case_referral WHERE council = $1
