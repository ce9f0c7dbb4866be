-- The rows of $1 in key order.
SELECT * FROM settings_change WHERE council = $1 ORDER BY changed_at, stream, version
