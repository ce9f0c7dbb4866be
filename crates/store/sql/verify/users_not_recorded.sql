-- Those of council $1 who can sign in and of whom no event speaks, at most $2.
SELECT user_account.user_id AS id
FROM user_account
WHERE user_account.council = $1 AND NOT EXISTS (
    SELECT event.version FROM event
    WHERE event.council = $1 AND event.stream = 'settings/user/' || user_account.user_id
)
ORDER BY user_account.user_id
LIMIT $2
