-- People of council $1 with a token from $2 up to $3, in the order of the tokens, at most $4.
SELECT person_id
FROM person_token
WHERE council = $1 AND token >= $2 AND token < $3
ORDER BY token, person_id
LIMIT $4
