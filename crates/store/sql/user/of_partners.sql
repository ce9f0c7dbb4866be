-- Those of council $1 who answer for partners, by organisation and name.
SELECT user_id, email, name, password_hash, roles, teams, services, active, updated_at, wards, ends_on,
    last_sign_in_at, partner, emergency
FROM user_account
WHERE council = $1 AND partner IS NOT NULL
ORDER BY partner, name, user_id
