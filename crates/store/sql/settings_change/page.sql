-- Changes of settings of council $1 before the key ($2, $3, $4), the last first, at most $9.
-- $5: only of this actor, or null. $6: only of this kind, or null. $7, $8: only from and before a moment.
SELECT changed_at, stream, version, kind, actor, because, difference
FROM settings_change
WHERE council = $1
  AND (changed_at, stream, version) < ($2, $3, $4)
  AND (CAST($5 AS TEXT) IS NULL OR actor = $5)
  AND (CAST($6 AS TEXT) IS NULL OR kind = $6)
  AND changed_at >= $7 AND changed_at < $8
ORDER BY changed_at DESC, stream DESC, version DESC
LIMIT $9
