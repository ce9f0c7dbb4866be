-- What was leased until $5 is due on $6 from $7 on, after so many tries ($8). Nothing, when it was asked for anew
-- meanwhile.
UPDATE mailed_report SET due_on = $6, held_until = $7, tries = $8
WHERE council = $1 AND user_id = $2 AND view = $3 AND service = $4 AND held_until = $5
