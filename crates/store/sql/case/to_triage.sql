-- Cases of council $1 and priority $2 that nobody has looked at, after the key ($3, $4), the oldest first, at most $5.
-- Optional: $6 kind, $7 channel, $8 service or '-' for none, $9 received on or before, $10 not about this user.
SELECT cases.*, person.name AS customer_name, substr(word.body, 1, 200) AS summary
FROM cases
LEFT JOIN person ON person.council = cases.council AND person.person_id = cases.customer
LEFT JOIN word ON word.council = cases.council AND word.words_id = cases.summary_words
WHERE cases.council = $1 AND cases.priority = $2 AND NOT cases.triaged AND NOT cases.closed
  AND (cases.received_at, cases.case_id) > ($3, $4)
  AND (CAST($6 AS TEXT) IS NULL OR cases.kind = $6)
  AND (CAST($7 AS TEXT) IS NULL OR cases.channel = $7)
  AND (CAST($8 AS TEXT) IS NULL OR COALESCE(cases.service, '-') = $8)
  AND (CAST($9 AS TEXT) IS NULL OR cases.received_on <= $9)
  AND (CAST($10 AS TEXT) IS NULL OR cases.about IS NULL OR cases.about NOT LIKE '%,' || $10 || ',%')
ORDER BY cases.received_at, cases.case_id
LIMIT $5
