-- Moves the rows of $1 to $2.
UPDATE case_person SET council = $2 WHERE council = $1
