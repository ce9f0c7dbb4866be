-- Cases of the officer $2 of council $1 whose customer waits for an update after the key ($3, $4), at most $5.
SELECT cases.*, person.name AS customer_name, substr(word.body, 1, 200) AS summary,
    case_update.due_on AS update_due_on, case_update.times AS times
FROM case_update
JOIN cases ON cases.council = case_update.council AND cases.case_id = case_update.case_id
LEFT JOIN person ON person.council = cases.council AND person.person_id = cases.customer
LEFT JOIN word ON word.council = cases.council AND word.words_id = cases.summary_words
WHERE case_update.council = $1 AND case_update.owner = $2
  AND (case_update.due_on, case_update.case_id) > ($3, $4)
ORDER BY case_update.due_on, case_update.case_id
LIMIT $5
