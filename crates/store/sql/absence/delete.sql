-- Somebody of council $1 is not away after all.
DELETE FROM absence WHERE council = $1 AND user_id = $2
