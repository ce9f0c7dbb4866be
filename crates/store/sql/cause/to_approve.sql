-- Common causes of council $1 whose reply waits for approval, the first begun first, at most $4. $2: only these services,
-- between commas, or null. $3: not those in which this officer wrote.
SELECT cause_id, begun_on, name_words, place_words, service, from_on, until_on, stage, cases, answered,
    kept_back, finished, authors
FROM cause
WHERE council = $1 AND stage = 'waiting' AND authors NOT LIKE '%' || $3 || '%'
  AND (CAST($2 AS TEXT) IS NULL OR $2 LIKE '%,' || service || ',%')
ORDER BY cause_id
LIMIT $4
