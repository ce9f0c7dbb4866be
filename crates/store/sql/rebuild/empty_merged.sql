-- Throws the rows of $1 away.
DELETE FROM person_merged WHERE council = $1
