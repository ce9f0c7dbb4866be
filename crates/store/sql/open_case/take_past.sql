-- Takes the counts of council $1 of what was due before $2, but not those that stand for all of it, $3.
DELETE FROM open_case_count WHERE council = $1 AND due_key < $2 AND due_key <> $3
RETURNING service, status, due_key, triaged, assigned, n
