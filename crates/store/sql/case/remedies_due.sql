-- Remedies of council $1 not delivered yet and due on or before $2, the most urgent first, at most $3.
SELECT case_id, remedy_id, kind, words, service, owner, due_on, delivered_on
FROM case_remedy
WHERE council = $1 AND delivered_on IS NULL AND due_on <= $2
ORDER BY due_on, case_id, remedy_id
LIMIT $3
