-- Forgets what $3 typed in the reply to case $2.
DELETE FROM typing WHERE council = $1 AND case_id = $2 AND user_id = $3
