-- Who is typing in the reply to case $2, at most $3.
SELECT case_id, user_id, body, seen, typed_at
FROM typing
WHERE council = $1 AND case_id = $2
ORDER BY user_id
LIMIT $3
