-- Throws the rows of $1 away.
DELETE FROM open_case_count WHERE council = $1
