-- $2 of council $1 says nothing of when they work.
DELETE FROM working_hours WHERE council = $1 AND user_id = $2
