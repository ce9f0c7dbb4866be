-- Cases with something to read for the user $2, as in the count, after the key ($5, $6), at most $7: what has
-- waited longest comes first. Nothing about this user.
SELECT cases.*, person.name AS customer_name, substr(word.body, 1, 200) AS summary,
    case_unread.since AS unread_since, case_unread.count AS unread_count
FROM case_unread
JOIN cases ON cases.council = case_unread.council AND cases.case_id = case_unread.case_id
LEFT JOIN person ON person.council = cases.council AND person.person_id = cases.customer
LEFT JOIN word ON word.council = cases.council AND word.words_id = cases.summary_words
WHERE case_unread.council = $1
  AND (case_unread.owner = $2
    OR (case_unread.owner IS NULL AND NOT case_unread.closed
      AND (CAST($3 AS TEXT) IS NULL OR $3 LIKE '%,' || case_unread.service || ',%'))
    OR (case_unread.closed AND $4 = 1))
  AND (cases.about IS NULL OR cases.about NOT LIKE '%,' || $2 || ',%')
  AND (case_unread.since, case_unread.case_id) > ($5, $6)
ORDER BY case_unread.since, case_unread.case_id
LIMIT $7
