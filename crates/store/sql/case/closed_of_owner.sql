-- Cases of the officer $2 of council $1 closed on or after $3, before the key ($4, $5), the last closed first, at most $6.
SELECT cases.*, person.name AS customer_name, substr(word.body, 1, 200) AS summary
FROM cases
LEFT JOIN person ON person.council = cases.council AND person.person_id = cases.customer
LEFT JOIN word ON word.council = cases.council AND word.words_id = cases.summary_words
WHERE cases.council = $1 AND cases.owner = $2 AND cases.closed AND cases.closed_on >= $3
  AND (cases.closed_on, cases.case_id) < ($4, $5)
ORDER BY cases.closed_on DESC, cases.case_id DESC
LIMIT $6
