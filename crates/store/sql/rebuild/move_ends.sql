-- Moves the rows of $1 to $2.
UPDATE conduct_end SET council = $2 WHERE council = $1
