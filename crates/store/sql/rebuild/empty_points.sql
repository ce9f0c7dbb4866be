-- Throws the rows of $1 away.
DELETE FROM case_point WHERE council = $1
