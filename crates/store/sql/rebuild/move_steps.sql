-- Moves the rows of $1 to $2.
UPDATE case_step SET council = $2 WHERE council = $1
