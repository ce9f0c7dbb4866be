-- Open cases of the officer $2 whose customer has an adjustment to be looked at again by $3, the earliest first, at
-- most $4.
SELECT cases.*, person.name AS customer_name, substr(word.body, 1, 200) AS summary,
    person_adjustment.kind AS adjustment_kind, person_adjustment.review_on AS adjustment_review_on
FROM cases
JOIN person_adjustment
    ON person_adjustment.council = cases.council AND person_adjustment.person_id = cases.customer
LEFT JOIN person ON person.council = cases.council AND person.person_id = cases.customer
LEFT JOIN word ON word.council = cases.council AND word.words_id = cases.summary_words
WHERE cases.council = $1 AND cases.owner = $2 AND NOT cases.closed
  AND person_adjustment.ended_on IS NULL AND person_adjustment.review_on <= $3
ORDER BY person_adjustment.review_on, cases.case_id
LIMIT $4
