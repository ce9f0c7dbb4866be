-- Forgets the search $3 of $2 of council $1.
DELETE FROM saved_filter WHERE council = $1 AND user_id = $2 AND name = $3
