-- Cases with something to read for the user $2 on the day $5, as in the count, after the key ($6, $7), at most $8: what has
-- waited longest comes first. Nothing about this user.
WITH RECURSIVE stood_for AS (
    SELECT absence.user_id
    FROM absence
    WHERE absence.council = $1 AND absence.covered_by = $2 AND absence.away_to >= $5 AND absence.away_from <= $5
    UNION
    SELECT absence.user_id
    FROM stood_for
    JOIN absence ON absence.covered_by = stood_for.user_id
    WHERE absence.council = $1 AND absence.away_to >= $5 AND absence.away_from <= $5
)
SELECT cases.*, person.name AS customer_name, substr(word.body, 1, 200) AS summary,
    case_unread.since AS unread_since, case_unread.count AS unread_count
FROM case_unread
JOIN cases ON cases.council = case_unread.council AND cases.case_id = case_unread.case_id
LEFT JOIN person ON person.council = cases.council AND person.person_id = cases.customer
LEFT JOIN word ON word.council = cases.council AND word.words_id = cases.summary_words
WHERE case_unread.council = $1
  AND (case_unread.owner IN (SELECT CAST($2 AS TEXT) UNION ALL SELECT user_id FROM stood_for)
    OR ((case_unread.owner IS NULL OR case_unread.owner IN (SELECT ended.user_id FROM user_account AS ended WHERE ended.council = $1 AND ended.ends_on < $5))
      AND NOT case_unread.closed
      AND (CAST($3 AS TEXT) IS NULL OR $3 LIKE '%,' || case_unread.service || ',%'))
    OR (case_unread.closed AND $4 = 1))
  AND (cases.about IS NULL OR cases.about NOT LIKE '%,' || $2 || ',%')
  AND (case_unread.since, case_unread.case_id) > ($6, $7)
ORDER BY case_unread.since, case_unread.case_id
LIMIT $8
