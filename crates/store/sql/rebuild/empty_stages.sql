-- Throws the rows of $1 away.
DELETE FROM case_stage WHERE council = $1
