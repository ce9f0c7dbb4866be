-- Throws the rows of $1 away.
DELETE FROM case_fact WHERE council = $1
