-- How many promises of council $1 are still to be kept and were due before the day $2. $3: only these services, between commas, or null.
SELECT COUNT(*) AS overdue
FROM case_remedy
WHERE council = $1 AND is_open AND due_key < $2
  AND (CAST($3 AS TEXT) IS NULL OR $3 LIKE '%,' || service || ',%')
