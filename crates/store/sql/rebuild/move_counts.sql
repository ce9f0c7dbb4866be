-- Moves the rows of $1 to $2.
UPDATE open_case_count SET council = $2 WHERE council = $1
