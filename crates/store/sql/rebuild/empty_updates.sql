-- Throws the rows of $1 away.
DELETE FROM case_update WHERE council = $1
