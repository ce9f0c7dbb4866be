-- The second step of $2 of council $1.
SELECT user_id, secret, set_at, last_step FROM second_step WHERE council = $1 AND user_id = $2
