-- Common causes before the key $2 that are finished or not ($3), the newest first. At most $4. Optional: $5
-- services between commas.
SELECT cause_id, begun_on, name_words, place_words, service, from_on, until_on, stage, cases, answered,
    kept_back, finished, authors
FROM cause
WHERE council = $1 AND finished = $3 AND cause_id < $2
  AND (CAST($5 AS TEXT) IS NULL OR $5 LIKE '%,' || service || ',%')
ORDER BY cause_id DESC
LIMIT $4
