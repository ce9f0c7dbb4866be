-- Throws the rows of $1 away.
DELETE FROM case_transfer WHERE council = $1
