-- Whom the provider knows as $2.
SELECT identity, user_id, bound_at FROM user_identity WHERE council = $1 AND identity = $2
