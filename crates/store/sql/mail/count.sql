-- How many e-mails of council $1 are in the state $2; $3 at most are counted.
SELECT COUNT(*) AS n
FROM (SELECT 1 AS one FROM mail WHERE council = $1 AND state = $2 LIMIT $3) AS counted
