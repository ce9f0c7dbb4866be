-- Moves the rows of $1 to $2.
UPDATE person_address SET council = $2 WHERE council = $1
