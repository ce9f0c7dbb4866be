-- The same as find, for one team, which an index serves. Cases before the key ($2, $3). At most $4. Optional: $5 status, $6 kind, $7 service,
-- $8 officer, $9 due before, $10 channel, $11 received from, $12 to, $13 closed, $14 services between commas, $15 team,
-- $16 open and due on or after, $17 not about this user.
SELECT cases.*, person.name AS customer_name, substr(word.body, 1, 200) AS summary
FROM cases
LEFT JOIN person ON person.council = cases.council AND person.person_id = cases.customer
LEFT JOIN word ON word.council = cases.council AND word.words_id = cases.summary_words
WHERE cases.council = $1 AND (cases.received_at, cases.case_id) < ($2, $3)
  AND cases.team = $15
  AND (CAST($5 AS TEXT) IS NULL OR cases.status = $5)
  AND (CAST($6 AS TEXT) IS NULL OR cases.kind = $6)
  AND (CAST($7 AS TEXT) IS NULL OR cases.service = $7)
  AND (CAST($8 AS TEXT) IS NULL OR cases.owner = $8)
  AND (CAST($9 AS TEXT) IS NULL OR (NOT cases.closed AND cases.due_key < $9))
  AND (CAST($10 AS TEXT) IS NULL OR cases.channel = $10)
  AND (CAST($11 AS TEXT) IS NULL OR cases.received_on >= $11)
  AND (CAST($12 AS TEXT) IS NULL OR cases.received_on <= $12)
  AND (CAST($13 AS BOOLEAN) IS NULL OR cases.closed = $13)
  AND (CAST($14 AS TEXT) IS NULL OR $14 LIKE '%,' || cases.service || ',%')
  AND (CAST($15 AS TEXT) IS NULL OR cases.team = $15)
  AND (CAST($16 AS TEXT) IS NULL OR (NOT cases.closed AND cases.due_key >= $16))
  AND (CAST($17 AS TEXT) IS NULL OR cases.about IS NULL OR cases.about NOT LIKE '%,' || $17 || ',%')
ORDER BY cases.received_at DESC, cases.case_id DESC
LIMIT $4
