-- Somebody is nobody's at the provider any more.
DELETE FROM user_identity WHERE council = $1 AND user_id = $2
