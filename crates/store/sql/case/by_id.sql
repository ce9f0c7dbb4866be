-- The case $2 of council $1.
SELECT cases.*, person.name AS customer_name, substr(word.body, 1, 200) AS summary
FROM cases
LEFT JOIN person ON person.council = cases.council AND person.person_id = cases.customer
LEFT JOIN word ON word.council = cases.council AND word.words_id = cases.summary_words
WHERE cases.council = $1 AND cases.case_id = $2
