-- Cases of council $1 that the actor $2 logged, before the key ($3, $4), the newest first, at most $5. Optional: $6 not about this user.
SELECT cases.*, person.name AS customer_name, substr(word.body, 1, 200) AS summary
FROM cases
LEFT JOIN person ON person.council = cases.council AND person.person_id = cases.customer
LEFT JOIN word ON word.council = cases.council AND word.words_id = cases.summary_words
WHERE cases.council = $1 AND cases.logged_by = $2
  AND (cases.received_at, cases.case_id) < ($3, $4)
  AND (CAST($6 AS TEXT) IS NULL OR cases.about IS NULL OR cases.about NOT LIKE '%,' || $6 || ',%')
ORDER BY cases.received_at DESC, cases.case_id DESC
LIMIT $5
