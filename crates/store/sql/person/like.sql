-- People of council $1 with a token from $2 up to $3, at most $4.
SELECT DISTINCT person_id
FROM person_token
WHERE council = $1 AND token >= $2 AND token < $3
ORDER BY person_id
LIMIT $4
