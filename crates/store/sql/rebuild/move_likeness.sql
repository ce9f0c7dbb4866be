-- Moves the rows of $1 to $2.
UPDATE conduct_likeness SET council = $2 WHERE council = $1
