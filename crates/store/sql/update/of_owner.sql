-- Cases of the officer $2 of council $1, and of whoever they cover on the day $3, whose customer waits for an update after
-- the key ($4, $5), at most $6. Nothing about this officer.
WITH RECURSIVE stood_for AS (
    SELECT absence.user_id
    FROM absence
    WHERE absence.council = $1 AND absence.covered_by = $2 AND absence.away_to >= $3 AND absence.away_from <= $3
    UNION
    SELECT absence.user_id
    FROM stood_for
    JOIN absence ON absence.covered_by = stood_for.user_id
    WHERE absence.council = $1 AND absence.away_to >= $3 AND absence.away_from <= $3
)
SELECT cases.*, person.name AS customer_name, substr(word.body, 1, 200) AS summary,
    case_update.due_on AS update_due_on, case_update.times AS times
FROM case_update
JOIN cases ON cases.council = case_update.council AND cases.case_id = case_update.case_id
LEFT JOIN person ON person.council = cases.council AND person.person_id = cases.customer
LEFT JOIN word ON word.council = cases.council AND word.words_id = cases.summary_words
WHERE case_update.council = $1 AND case_update.owner IN (SELECT CAST($2 AS TEXT) UNION ALL SELECT user_id FROM stood_for)
  AND (cases.about IS NULL OR cases.about NOT LIKE '%,' || $2 || ',%')
  AND (case_update.due_on, case_update.case_id) > ($4, $5)
ORDER BY case_update.due_on, case_update.case_id
LIMIT $6
