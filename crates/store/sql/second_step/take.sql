-- Takes the code of the step $4 for the secret $3 of $2, unless it or a later one was taken.
UPDATE second_step SET last_step = $4
WHERE council = $1 AND user_id = $2 AND secret = $3 AND last_step < $4
