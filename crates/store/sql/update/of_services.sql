-- Cases of the services $2 (none: all) of council $1 whose customer asked for an update $3 times or more, or that have no
-- officer who can sign in on the day $4, after the key ($5, $6), at most $7.
SELECT cases.*, person.name AS customer_name, substr(word.body, 1, 200) AS summary,
    case_update.due_on AS update_due_on, case_update.times AS times
FROM case_update
JOIN cases ON cases.council = case_update.council AND cases.case_id = case_update.case_id
LEFT JOIN person ON person.council = cases.council AND person.person_id = cases.customer
LEFT JOIN word ON word.council = cases.council AND word.words_id = cases.summary_words
WHERE case_update.council = $1
  AND (CAST($2 AS TEXT) IS NULL OR $2 LIKE '%,' || case_update.service || ',%')
  AND (case_update.times >= $3 OR case_update.owner IS NULL OR case_update.owner IN (SELECT ended.user_id FROM user_account AS ended WHERE ended.council = $1 AND ended.ends_on < $4))
  AND (case_update.due_on, case_update.case_id) > ($5, $6)
ORDER BY case_update.due_on, case_update.case_id
LIMIT $7
