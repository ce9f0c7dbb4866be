-- Counts a try at the code of the person $3 for the case $2 at $4, and answers what it is compared with:
-- nothing when it has expired or $5 tries were made.
UPDATE code SET tries = tries + 1
WHERE council = $1 AND case_id = $2 AND person_id = $3 AND expires_at > $4 AND tries < $5
RETURNING salt, digest, given_by, given_at, given_as
