-- Moves the rows of $1 to $2.
UPDATE person_adjustment SET council = $2 WHERE council = $1
