-- Somebody has no password any more.
UPDATE user_account SET password_hash = NULL WHERE council = $1 AND user_id = $2
