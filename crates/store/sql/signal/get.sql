-- The signal $2.
SELECT signal_id, person_id, kind, reader, raised_on, expires_on, standing, settled_on, shows_us_late FROM signal WHERE council = $1 AND signal_id = $2
