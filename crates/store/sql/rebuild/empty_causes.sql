-- Throws the rows of $1 away.
DELETE FROM cause WHERE council = $1
