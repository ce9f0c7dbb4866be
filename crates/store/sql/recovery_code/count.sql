-- How many recovery codes $2 of council $1 has left.
SELECT COUNT(*) AS left_over FROM recovery_code WHERE council = $1 AND user_id = $2
