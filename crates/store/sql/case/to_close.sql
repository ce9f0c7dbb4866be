-- Answered queries of council $1 whose time for a follow-up ended before the day $2, at most $3.
SELECT cases.*, person.name AS customer_name, substr(word.body, 1, 200) AS summary
FROM cases
LEFT JOIN person ON person.council = cases.council AND person.person_id = cases.customer
LEFT JOIN word ON word.council = cases.council AND word.words_id = cases.summary_words
WHERE cases.council = $1 AND cases.follow_up_until < $2
ORDER BY cases.follow_up_until, cases.case_id
LIMIT $3
