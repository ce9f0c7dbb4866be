-- Who read anything, the next after $2.
SELECT actor FROM access_log WHERE council = $1 AND actor > $2 ORDER BY actor LIMIT 1
