-- Moves the rows of $1 to $2.
UPDATE person_merged SET council = $2 WHERE council = $1
