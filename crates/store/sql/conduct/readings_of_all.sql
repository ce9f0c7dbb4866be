-- Who opened a conduct file or a list of them before the key ($2, $3, $4, $5), the newest first, at most $6. A signal is
-- for one manager, and so is that there is one.
SELECT file_id, read_at, actor, page, why
FROM conduct_reading
WHERE council = $1 AND page <> 'signal' AND (read_at, file_id, actor, page) < ($2, $3, $4, $5)
ORDER BY read_at DESC, file_id DESC, actor DESC, page DESC
LIMIT $6
