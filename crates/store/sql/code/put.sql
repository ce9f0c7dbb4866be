-- The code of the person $3 for the case $2; the one before opens nothing any more.
INSERT INTO code (council, case_id, person_id, salt, digest, tries, expires_at)
VALUES ($1, $2, $3, $4, $5, 0, $6)
ON CONFLICT (council, case_id, person_id) DO UPDATE SET
    salt = excluded.salt,
    digest = excluded.digest,
    tries = 0,
    expires_at = excluded.expires_at
