-- How many events of council $1 wait for their seal, as far as $2.
SELECT COUNT(*) AS n FROM (SELECT version FROM unsealed WHERE council = $1 LIMIT $2) AS waiting
