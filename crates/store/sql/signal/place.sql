-- How far the record was looked through for signals.
SELECT position FROM signal_place WHERE council = $1
