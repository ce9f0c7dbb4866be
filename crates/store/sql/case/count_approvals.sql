-- How many replies of council $1 wait for approval by somebody other than $3. $2: only these services, or null.
-- due_key > '' is always so: it leads SQLite to the index of what waits for approval.
SELECT COUNT(*) AS n
FROM cases
WHERE council = $1 AND awaiting_approval AND due_key > ''
  AND (CAST($2 AS TEXT) IS NULL OR $2 LIKE '%,' || service || ',%')
  AND (author_of_reply IS NULL OR author_of_reply <> $3)
