-- The remedies that were promised on a case.
SELECT case_id, remedy_id, kind, words, service, owner, due_on, delivered_on
FROM case_remedy
WHERE council = $1 AND case_id = $2
ORDER BY remedy_id
