-- Forgets a draft.
DELETE FROM draft WHERE council = $1 AND token_hash = $2 AND journey = $3
