-- How many messages of council $1 are in the state $2, without letters of conduct files; $3 at most are counted.
SELECT COUNT(*) AS n
FROM (SELECT 1 AS one FROM message WHERE council = $1 AND state = $2 AND conduct IS NULL LIMIT $3) AS counted
