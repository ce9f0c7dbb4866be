-- Cases of council $1 with a reply that waits for approval, after the key ($2, $3), the most urgent first, at most $4. $5: only these services, between commas, or null. $6: not those whose reply this officer wrote, and not about them.
SELECT cases.*, person.name AS customer_name, substr(word.body, 1, 200) AS summary
FROM cases
LEFT JOIN person ON person.council = cases.council AND person.person_id = cases.customer
LEFT JOIN word ON word.council = cases.council AND word.words_id = cases.summary_words
WHERE cases.council = $1 AND cases.awaiting_approval
  AND (cases.due_key, cases.case_id) > ($2, $3)
  AND (CAST($5 AS TEXT) IS NULL OR $5 LIKE '%,' || cases.service || ',%')
  AND (cases.author_of_reply IS NULL OR cases.author_of_reply <> $6)
  AND (cases.about IS NULL OR cases.about NOT LIKE '%,' || $6 || ',%')
ORDER BY cases.due_key, cases.case_id
LIMIT $4
