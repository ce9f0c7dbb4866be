-- The files of the draft $2 are kept as long as the draft, until $3.
UPDATE file SET expires_at = $3 WHERE council = $1 AND draft = $2
