-- Forgets counts of council $1 that are nothing.
DELETE FROM open_case_count WHERE council = $1 AND n = 0
