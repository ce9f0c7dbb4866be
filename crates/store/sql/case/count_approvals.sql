-- How many replies of council $1 wait for approval by somebody other than $3, those to many cases ($4) among them. $2:
-- only these services, or null. due_key > '' is always so: it leads SQLite to the index of what waits for approval.
SELECT (
    SELECT COUNT(*)
    FROM cases
    WHERE council = $1 AND awaiting_approval AND due_key > ''
      AND (CAST($2 AS TEXT) IS NULL OR $2 LIKE '%,' || service || ',%')
      AND (author_of_reply IS NULL OR author_of_reply <> $3)
) + (
    SELECT COUNT(*)
    FROM cause
    WHERE council = $1 AND stage = 'waiting' AND authors NOT LIKE '%' || $4 || '%'
      AND (CAST($2 AS TEXT) IS NULL OR $2 LIKE '%,' || service || ',%')
) AS n
