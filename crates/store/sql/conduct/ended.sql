-- What ended on a day up to $2 after the key ($3, $4), the earliest first, at most $5.
SELECT stream, file_id, ended_on, is_held
FROM conduct_end
WHERE council = $1 AND ended_on <= $2 AND (ended_on, stream) > ($3, $4)
ORDER BY ended_on, stream
LIMIT $5
