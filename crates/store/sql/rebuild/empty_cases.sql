-- Throws the rows of $1 away.
DELETE FROM cases WHERE council = $1
