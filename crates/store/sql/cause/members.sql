-- The cases of the common cause $2 after the case $3, with how each stands in it. At most $4.
SELECT cases.*, person.name AS customer_name, substr(word.body, 1, 200) AS summary, cause_case.standing, cause_case.why
FROM cause_case
JOIN cases ON cases.council = cause_case.council AND cases.case_id = cause_case.case_id
LEFT JOIN person ON person.council = cases.council AND person.person_id = cases.customer
LEFT JOIN word ON word.council = cases.council AND word.words_id = cases.summary_words
WHERE cause_case.council = $1 AND cause_case.cause_id = $2 AND cause_case.case_id > $3
ORDER BY cause_case.case_id
LIMIT $4
