-- $2 of council $1 has no second step any more.
DELETE FROM second_step WHERE council = $1 AND user_id = $2
