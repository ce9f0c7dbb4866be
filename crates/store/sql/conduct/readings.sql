-- Who opened a conduct file ($2) before $3, the newest first, at most $4.
SELECT file_id, read_at, actor, page
FROM conduct_reading
WHERE council = $1 AND file_id = $2 AND read_at < $3
ORDER BY read_at DESC
LIMIT $4
