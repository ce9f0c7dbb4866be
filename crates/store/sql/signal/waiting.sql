-- Signals that wait on the day $2, after the key ($3, $4), at most $5.
SELECT signal_id, person_id, kind, reader, raised_on, expires_on, standing, settled_on, shows_us_late
FROM signal
WHERE council = $1 AND standing = 'open' AND expires_on >= $2 AND (expires_on, signal_id) > ($3, $4)
ORDER BY expires_on, signal_id
LIMIT $5
