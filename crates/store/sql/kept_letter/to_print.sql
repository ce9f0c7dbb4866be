-- The letters of council $1, without those of conduct files, that go by post and are in no print run yet, the oldest first, at most $2.
-- Optional: $3 not of a case about this user.
SELECT kept_letter.message_id, kept_letter.case_id, kept_letter.file_id, kept_letter.source, kept_letter.layout,
    kept_letter.pages, kept_letter.by_post, kept_letter.kept_at, kept_letter.run_on, kept_letter.run_number, kept_letter.place,
    kept_letter.conduct
FROM kept_letter
LEFT JOIN cases ON cases.council = kept_letter.council AND cases.case_id = kept_letter.case_id
WHERE kept_letter.council = $1 AND kept_letter.by_post AND kept_letter.run_on IS NULL AND kept_letter.conduct IS NULL
  AND (CAST($3 AS TEXT) IS NULL OR cases.about IS NULL OR cases.about NOT LIKE '%,' || $3 || ',%')
ORDER BY kept_letter.kept_at, kept_letter.message_id
LIMIT $2
