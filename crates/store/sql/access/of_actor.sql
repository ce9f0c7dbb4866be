-- Readings by actor $2 of council $1 before the key ($3, $4, $5), the last first, at most $8.
-- $6, $7: only from and before a moment.
SELECT case_id, read_at, actor, page, why
FROM access_log
WHERE council = $1 AND actor = $2
  AND (read_at, case_id, page) < ($3, $4, $5)
  AND read_at >= $6 AND read_at < $7
ORDER BY read_at DESC, case_id DESC, page DESC
LIMIT $8
