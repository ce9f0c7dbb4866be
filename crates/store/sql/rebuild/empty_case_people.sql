-- Throws the rows of $1 away.
DELETE FROM case_person WHERE council = $1
