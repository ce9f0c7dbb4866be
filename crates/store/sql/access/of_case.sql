-- Readings of case $2 of council $1 before the key ($3, $4, $5), the last first, at most $9.
-- $6: only by this actor, or null. $7, $8: only from and before a moment.
SELECT case_id, read_at, actor, page, why
FROM access_log
WHERE council = $1 AND case_id = $2
  AND (read_at, actor, page) < ($3, $4, $5)
  AND (CAST($6 AS TEXT) IS NULL OR actor = $6)
  AND read_at >= $7 AND read_at < $8
ORDER BY read_at DESC, actor DESC, page DESC
LIMIT $9
