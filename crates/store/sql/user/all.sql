-- Everybody of council $1.
SELECT user_id, email, name, password_hash, roles, teams, services, active, updated_at, wards, ends_on,
    last_sign_in_at, partner, emergency
FROM user_account
WHERE council = $1
ORDER BY name, user_id
