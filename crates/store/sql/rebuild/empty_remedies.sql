-- Throws the rows of $1 away.
DELETE FROM case_remedy WHERE council = $1
