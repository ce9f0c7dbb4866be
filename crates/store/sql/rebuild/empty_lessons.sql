-- Throws the rows of $1 away.
DELETE FROM lesson WHERE council = $1
