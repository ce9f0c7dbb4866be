-- Open cases of council $1 that nobody touched since before $2, after the key ($3, $4), the longest first, at most $5.
-- Optional: $6 services between commas.
SELECT cases.*, person.name AS customer_name, substr(word.body, 1, 200) AS summary
FROM cases
LEFT JOIN person ON person.council = cases.council AND person.person_id = cases.customer
LEFT JOIN word ON word.council = cases.council AND word.words_id = cases.summary_words
WHERE cases.council = $1 AND NOT cases.closed AND cases.touched_at < $2
  AND (cases.touched_at, cases.case_id) > ($3, $4)
  AND (CAST($6 AS TEXT) IS NULL OR $6 LIKE '%,' || cases.service || ',%')
ORDER BY cases.touched_at, cases.case_id
LIMIT $5
