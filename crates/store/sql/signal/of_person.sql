-- The signals about somebody ($2), the newest last.
SELECT signal_id, person_id, kind, reader, raised_on, expires_on, standing, settled_on, shows_us_late
FROM signal
WHERE council = $1 AND person_id = $2
ORDER BY signal_id
