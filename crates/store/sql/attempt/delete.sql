-- Forgets the attempts under a key.
DELETE FROM attempt WHERE council = $1 AND key = $2
