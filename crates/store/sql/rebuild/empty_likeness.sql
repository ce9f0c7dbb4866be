-- Throws the rows of $1 away.
DELETE FROM conduct_likeness WHERE council = $1
