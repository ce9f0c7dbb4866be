-- Keeps what somebody's password is checked against.
UPDATE user_account SET password_hash = $3 WHERE council = $1 AND user_id = $2
