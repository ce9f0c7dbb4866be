-- Signals that were raised from the day $2 to the day $3, after the key ($4, $5), at most $6.
SELECT signal_id, person_id, kind, reader, raised_on, expires_on, standing, settled_on, shows_us_late
FROM signal
WHERE council = $1 AND raised_on >= $2 AND raised_on <= $3 AND (raised_on, signal_id) > ($4, $5)
ORDER BY raised_on, signal_id
LIMIT $6
