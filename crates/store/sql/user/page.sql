-- Those of council $1 after the key ($2, $3), by name, $4 at the most.
SELECT user_id, email, name, password_hash, roles, teams, services, active, updated_at, wards, ends_on,
    last_sign_in_at, partner, emergency
FROM user_account
WHERE council = $1 AND (name, user_id) > ($2, $3)
ORDER BY name, user_id
LIMIT $4
