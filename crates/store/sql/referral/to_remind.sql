-- Questions of council $1 whose partner is to be reminded by the day $2, at most $3.
SELECT * FROM case_referral
WHERE council = $1 AND remind_on IS NOT NULL AND remind_on <= $2
ORDER BY remind_on, referral_id
LIMIT $3
