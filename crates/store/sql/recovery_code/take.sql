-- Uses up a recovery code of $2 of council $1.
DELETE FROM recovery_code WHERE council = $1 AND user_id = $2 AND hash = $3
