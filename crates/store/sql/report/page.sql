-- Reports of the sort $2 before the day $3 and the key $4, the newest first, at most $5; of one state $6, or ''.
SELECT report_key, sort, on_day, from_on, to_on, state
FROM report
WHERE council = $1 AND sort = $2 AND (on_day, report_key) < ($3, $4)
  AND ($6 = '' OR state = $6)
ORDER BY on_day DESC, report_key DESC
LIMIT $5
