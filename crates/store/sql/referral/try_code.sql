-- Counts a try at the code for the question $2 at $3, and answers what it is compared with: nothing when it has
-- expired or $4 tries were made.
UPDATE partner_code SET tries = tries + 1
WHERE council = $1 AND referral_id = $2 AND expires_at > $3 AND tries < $4
RETURNING salt, digest
