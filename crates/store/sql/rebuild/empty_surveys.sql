-- Throws the rows of $1 away.
DELETE FROM survey WHERE council = $1
