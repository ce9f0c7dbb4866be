-- Throws the rows of $1 away.
DELETE FROM open_case_change WHERE council = $1
