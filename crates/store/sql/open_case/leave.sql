-- The case $2 of council $1 is counted no more where it was, unless it is open ($8) and stays there: with the
-- service $3, the status $4, due on $5, looked at $6, with an officer $7.
INSERT INTO open_case_change (council, service, status, due_key, triaged, assigned, case_id, n)
SELECT council, COALESCE(service, ''), status, due_key, triaged, owner IS NOT NULL, case_id, -1
FROM cases
WHERE council = $1 AND case_id = $2 AND NOT closed
  AND NOT (
    $8 AND COALESCE(service, '') = $3 AND status = $4 AND due_key = $5 AND triaged = $6
    AND (owner IS NOT NULL) = $7
  )
ON CONFLICT (council, service, status, due_key, triaged, assigned, case_id) DO UPDATE SET
    n = open_case_change.n + excluded.n
