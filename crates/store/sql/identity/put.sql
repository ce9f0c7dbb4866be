-- Somebody ($3) is who the provider knows as $2. Whoever is bound already, or bound to somebody else, is refused.
INSERT INTO user_identity (council, identity, user_id, bound_at) VALUES ($1, $2, $3, $4)
