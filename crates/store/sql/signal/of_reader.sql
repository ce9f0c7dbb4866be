-- The signals of a reader ($2) before the key $3, the newest first, at most $6: those that wait on the day $4 where $5 is 1, or all others.
SELECT signal.signal_id, signal.person_id, signal.kind, signal.reader, signal.raised_on, signal.expires_on, signal.standing,
    signal.settled_on, signal.shows_us_late, person.name AS person_name
FROM signal
LEFT JOIN person ON person.council = signal.council AND person.person_id = signal.person_id
WHERE signal.council = $1 AND signal.reader = $2 AND signal.signal_id < $3
  AND (signal.standing = 'open' AND signal.expires_on >= $4) = (CAST($5 AS BIGINT) = 1)
ORDER BY signal.signal_id DESC
LIMIT $6
