-- The letters of conduct files of council $1 that go by post and are in no print run yet, the oldest first, at most $2.
SELECT message_id, case_id, file_id, source, layout, pages, by_post, kept_at, run_on, run_number, place,
    conduct
FROM kept_letter
WHERE council = $1 AND by_post AND run_on IS NULL AND conduct IS NOT NULL
ORDER BY kept_at, message_id
LIMIT $2
