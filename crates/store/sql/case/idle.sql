-- Cases of council $1 on which nobody did anything since before $2: open ones, and closed ones on which something waits to be read
-- for as long. After the key ($3, $4), the longest first, at most $5. Optional: $6 services between commas.
SELECT cases.*, person.name AS customer_name, substr(word.body, 1, 200) AS summary
FROM (
    SELECT still.touched_at, still.case_id
    FROM cases AS still
    WHERE still.council = $1 AND NOT still.closed AND still.touched_at < $2
      AND (still.touched_at, still.case_id) > ($3, $4)
      AND (CAST($6 AS TEXT) IS NULL OR $6 LIKE '%,' || still.service || ',%')
    UNION ALL
    SELECT ended.touched_at, ended.case_id
    FROM case_unread
    JOIN cases AS ended ON ended.council = case_unread.council AND ended.case_id = case_unread.case_id
    WHERE case_unread.council = $1 AND case_unread.closed AND case_unread.since < $2
      AND (ended.touched_at, ended.case_id) > ($3, $4)
      AND (CAST($6 AS TEXT) IS NULL OR $6 LIKE '%,' || case_unread.service || ',%')
    ORDER BY touched_at, case_id
    LIMIT $5
) AS idle
JOIN cases ON cases.council = $1 AND cases.case_id = idle.case_id
LEFT JOIN person ON person.council = cases.council AND person.person_id = cases.customer
LEFT JOIN word ON word.council = cases.council AND word.words_id = cases.summary_words
ORDER BY cases.touched_at, cases.case_id
