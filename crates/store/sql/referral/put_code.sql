-- The code for the question $2; the one before opens nothing any more.
INSERT INTO partner_code (council, referral_id, salt, digest, tries, expires_at)
VALUES ($1, $2, $3, $4, 0, $5)
ON CONFLICT (council, referral_id) DO UPDATE SET
    salt = excluded.salt,
    digest = excluded.digest,
    tries = 0,
    expires_at = excluded.expires_at
