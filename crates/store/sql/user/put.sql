-- Somebody who can sign in. What they are signed in and checked by is changed by statements of its own.
INSERT INTO user_account (
    council, user_id, email, name, password_hash, roles, teams, services, active, updated_at, wards, ends_on,
    last_sign_in_at, partner, emergency
) VALUES (
    $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15
)
ON CONFLICT (council, user_id) DO UPDATE SET
    email = excluded.email,
    name = excluded.name,
    roles = excluded.roles,
    teams = excluded.teams,
    services = excluded.services,
    active = excluded.active,
    updated_at = excluded.updated_at,
    wards = excluded.wards,
    ends_on = excluded.ends_on,
    partner = excluded.partner,
    emergency = excluded.emergency
