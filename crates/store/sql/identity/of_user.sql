-- Who somebody is at the provider.
SELECT identity, user_id, bound_at FROM user_identity WHERE council = $1 AND user_id = $2
