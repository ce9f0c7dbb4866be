-- Somebody who can sign in.
INSERT INTO user_account (
    council, user_id, email, name, password_hash, roles, teams, services, active, updated_at, wards
) VALUES (
    $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11
)
ON CONFLICT (council, user_id) DO UPDATE SET
    email = excluded.email,
    name = excluded.name,
    password_hash = excluded.password_hash,
    roles = excluded.roles,
    teams = excluded.teams,
    services = excluded.services,
    active = excluded.active,
    updated_at = excluded.updated_at,
    wards = excluded.wards
