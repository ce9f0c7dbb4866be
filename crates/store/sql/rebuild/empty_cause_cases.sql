-- Throws the rows of $1 away.
DELETE FROM cause_case WHERE council = $1
