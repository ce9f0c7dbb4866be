-- Readings by case $2 of council $1, the last first, at most $3.
SELECT case_id, read_at, actor, page
FROM access_log
WHERE council = $1 AND case_id = $2
ORDER BY read_at DESC
LIMIT $3
