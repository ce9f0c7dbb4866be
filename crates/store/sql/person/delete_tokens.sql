-- Forgets by what somebody was found.
DELETE FROM person_token WHERE council = $1 AND person_id = $2
