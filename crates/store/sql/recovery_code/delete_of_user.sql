-- The recovery codes of $2 of council $1 open nothing any more.
DELETE FROM recovery_code WHERE council = $1 AND user_id = $2
