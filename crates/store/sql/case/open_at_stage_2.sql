-- Open cases of council $1 at stage 2 after the key ($2, $3), the most urgent first, at most $4. $5: only these services, between commas, or null.
-- $6: not about this user, or null.
SELECT cases.*, person.name AS customer_name, substr(word.body, 1, 200) AS summary
FROM cases
LEFT JOIN person ON person.council = cases.council AND person.person_id = cases.customer
LEFT JOIN word ON word.council = cases.council AND word.words_id = cases.summary_words
WHERE cases.council = $1 AND cases.stage = 2 AND NOT cases.closed
  AND (cases.due_key, cases.case_id) > ($2, $3)
  AND (CAST($5 AS TEXT) IS NULL OR $5 LIKE '%,' || cases.service || ',%')
  AND (CAST($6 AS TEXT) IS NULL OR cases.about IS NULL OR cases.about NOT LIKE '%,' || $6 || ',%')
ORDER BY cases.due_key, cases.case_id
LIMIT $4
