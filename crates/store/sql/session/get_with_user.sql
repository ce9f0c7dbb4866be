-- A session that has not ended by $3, with whoever is signed in.
SELECT session.token_hash, session.body, session.expires_at, user_account.user_id, email, name, password_hash,
    roles, teams, services, active, updated_at, wards, ends_on, last_sign_in_at,
    partner, emergency
FROM session
JOIN user_account ON user_account.council = session.council AND user_account.user_id = session.user_id
WHERE session.council = $1 AND session.token_hash = $2 AND session.expires_at > $3
