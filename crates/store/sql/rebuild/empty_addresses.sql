-- Throws the rows of $1 away.
DELETE FROM person_address WHERE council = $1
