-- The programs of council $1 with a token of which no event speaks, at most $2.
SELECT api_token.name AS id
FROM api_token
WHERE api_token.council = $1 AND NOT EXISTS (
    SELECT event.version FROM event
    WHERE event.council = $1 AND event.stream = 'settings/token/' || api_token.name
)
ORDER BY api_token.name
LIMIT $2
