-- The code of the person $3 for the case $2, and who of the council gave it out; the one before opens nothing any more.
INSERT INTO code (council, case_id, person_id, salt, digest, given_by, given_at, given_as, tries, expires_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0, $9)
ON CONFLICT (council, case_id, person_id) DO UPDATE SET
    salt = excluded.salt,
    digest = excluded.digest,
    given_by = excluded.given_by,
    given_at = excluded.given_at,
    given_as = excluded.given_as,
    tries = 0,
    expires_at = excluded.expires_at
