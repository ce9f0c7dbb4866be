-- Somebody signed in at $3.
UPDATE user_account SET last_sign_in_at = $3 WHERE council = $1 AND user_id = $2
