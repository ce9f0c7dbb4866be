-- Counts an attempt under the key $2 at $3; begins again when the first one was before $4.
INSERT INTO attempt (council, key, count, since) VALUES ($1, $2, 1, $3)
ON CONFLICT (council, key) DO UPDATE SET
    count = CASE WHEN attempt.since < $4 THEN 1 ELSE attempt.count + 1 END,
    since = CASE WHEN attempt.since < $4 THEN excluded.since ELSE attempt.since END
RETURNING count
