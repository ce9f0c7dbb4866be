-- The case $2 of council $1 is counted here now, unless it was before: with the service $3, the status $4, due
-- on $5, looked at $6, with an officer $7.
INSERT INTO open_case_change (council, service, status, due_key, triaged, assigned, case_id, n)
SELECT $1, $3, $4, $5, CAST($6 AS BOOLEAN), CAST($7 AS BOOLEAN), $2, 1
WHERE NOT EXISTS (
    SELECT 1 FROM cases
    WHERE council = $1 AND case_id = $2 AND NOT closed
      AND COALESCE(service, '') = $3 AND status = $4 AND due_key = $5 AND triaged = CAST($6 AS BOOLEAN)
      AND (owner IS NOT NULL) = CAST($7 AS BOOLEAN)
)
ON CONFLICT (council, service, status, due_key, triaged, assigned, case_id) DO UPDATE SET
    n = open_case_change.n + excluded.n
