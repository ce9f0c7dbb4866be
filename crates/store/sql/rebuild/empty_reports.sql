-- Throws the rows of $1 away.
DELETE FROM report WHERE council = $1
