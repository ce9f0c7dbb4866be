-- Throws the rows of $1 away.
DELETE FROM conduct_end WHERE council = $1
