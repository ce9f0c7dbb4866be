-- Seals of council $1 below the first number, at most $2.
SELECT position FROM seal WHERE council = $1 AND position < 1 ORDER BY position LIMIT $2
