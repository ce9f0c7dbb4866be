-- What people of council $1 are called: $2 to $17.
SELECT user_id, name
FROM user_account
WHERE council = $1 AND user_id IN (
    $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17
)
