-- Throws the rows of $1 away.
DELETE FROM person_adjustment WHERE council = $1
