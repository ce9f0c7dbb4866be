-- Counts $3 attempts under the key $2 at $4; begins again when the first one was before $5 or after $6.
INSERT INTO attempt (council, key, count, since) VALUES ($1, $2, $3, $4)
ON CONFLICT (council, key) DO UPDATE SET
    count = CASE WHEN attempt.since < $5 OR attempt.since > $6 THEN excluded.count ELSE attempt.count + excluded.count END,
    since = CASE WHEN attempt.since < $5 OR attempt.since > $6 THEN excluded.since ELSE attempt.since END
RETURNING count, since
