-- Throws the rows of $1 away.
DELETE FROM case_step WHERE council = $1
