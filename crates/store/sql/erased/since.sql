-- What was erased at $2 or later.
SELECT sort, id, erased_at FROM erased WHERE council = $1 AND erased_at >= $2 ORDER BY erased_at, sort, id
