-- What $2 read from $3 on and before $4.
SELECT case_id, read_at, page, why
FROM access_log
WHERE council = $1 AND actor = $2 AND read_at >= $3 AND read_at < $4
