-- What somebody has in the boxes now. What was typed later stays: two requests may change places on their way.
INSERT INTO typing (council, case_id, user_id, body, seen, typed_at) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (council, case_id, user_id) DO UPDATE SET
    body = excluded.body,
    seen = excluded.seen,
    typed_at = excluded.typed_at
WHERE typing.typed_at <= excluded.typed_at
