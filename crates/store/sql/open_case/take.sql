-- Takes the changes of council $1 that are to be added up.
DELETE FROM open_case_change WHERE council = $1
RETURNING service, status, due_key, triaged, assigned, n
