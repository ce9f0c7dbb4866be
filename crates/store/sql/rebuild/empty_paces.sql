-- Throws the rows of $1 away.
DELETE FROM case_pace WHERE council = $1
