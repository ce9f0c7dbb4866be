-- Cases of the officer $2 of council $1 whose reply is approved and not sent, after the key ($3, $4), the most urgent
-- first, at most $5.
SELECT cases.*, person.name AS customer_name, substr(word.body, 1, 200) AS summary
FROM cases
LEFT JOIN person ON person.council = cases.council AND person.person_id = cases.customer
LEFT JOIN word ON word.council = cases.council AND word.words_id = cases.summary_words
WHERE cases.council = $1 AND cases.owner = $2 AND cases.ready_to_send
  AND (cases.due_key, cases.case_id) > ($3, $4)
ORDER BY cases.due_key, cases.case_id
LIMIT $5
