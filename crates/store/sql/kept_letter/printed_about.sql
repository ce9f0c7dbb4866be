-- The letters of the print runs of the days $2 to $3 whose case is about the user $4.
SELECT kept_letter.message_id, kept_letter.case_id, kept_letter.file_id, kept_letter.source, kept_letter.layout,
    kept_letter.pages, kept_letter.by_post, kept_letter.kept_at, kept_letter.run_on, kept_letter.run_number, kept_letter.place,
    kept_letter.conduct
FROM kept_letter
JOIN cases ON cases.council = kept_letter.council AND cases.case_id = kept_letter.case_id
WHERE kept_letter.council = $1 AND kept_letter.run_on >= $2 AND kept_letter.run_on <= $3
  AND cases.about LIKE '%,' || $4 || ',%'
ORDER BY kept_letter.run_on, kept_letter.run_number, kept_letter.place
