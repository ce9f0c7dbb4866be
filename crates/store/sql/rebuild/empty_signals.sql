-- Throws the rows of $1 away.
DELETE FROM signal WHERE council = $1
