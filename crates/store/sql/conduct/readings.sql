-- Who opened a conduct file ($2) before the key ($3, $4, $5), the newest first, at most $6.
SELECT file_id, read_at, actor, page, why
FROM conduct_reading
WHERE council = $1 AND file_id = $2 AND (read_at, actor, page) < ($3, $4, $5)
ORDER BY read_at DESC, actor DESC, page DESC
LIMIT $6
