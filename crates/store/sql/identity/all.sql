-- Everybody of council $1 who is bound to the provider.
SELECT identity, user_id, bound_at FROM user_identity WHERE council = $1 ORDER BY user_id
