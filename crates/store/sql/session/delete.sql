-- Ends a session.
DELETE FROM session WHERE council = $1 AND token_hash = $2
