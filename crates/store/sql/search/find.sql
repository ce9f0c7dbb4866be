-- Cases of council $1 that hold the word $2, before the key ($3, $4), the newest first, at most $5.
-- Optional: $6 only these services, between commas; $7 to $11 more words that the case must hold.
SELECT cases.*, person.name AS customer_name, substr(word.body, 1, 200) AS summary
FROM search_term AS hit
JOIN cases ON cases.council = hit.council AND cases.case_id = hit.case_id
LEFT JOIN person ON person.council = cases.council AND person.person_id = cases.customer
LEFT JOIN word ON word.council = cases.council AND word.words_id = cases.summary_words
WHERE hit.council = $1 AND hit.term = $2
  AND (hit.received_at, hit.case_id) < ($3, $4)
  AND (CAST($6 AS TEXT) IS NULL OR $6 LIKE '%,' || cases.service || ',%')
  AND (CAST($7 AS TEXT) IS NULL OR EXISTS (
    SELECT also.term FROM search_term AS also
    WHERE also.council = $1 AND also.term = $7 AND also.received_at = hit.received_at
      AND also.case_id = hit.case_id
  ))
  AND (CAST($8 AS TEXT) IS NULL OR EXISTS (
    SELECT also.term FROM search_term AS also
    WHERE also.council = $1 AND also.term = $8 AND also.received_at = hit.received_at
      AND also.case_id = hit.case_id
  ))
  AND (CAST($9 AS TEXT) IS NULL OR EXISTS (
    SELECT also.term FROM search_term AS also
    WHERE also.council = $1 AND also.term = $9 AND also.received_at = hit.received_at
      AND also.case_id = hit.case_id
  ))
  AND (CAST($10 AS TEXT) IS NULL OR EXISTS (
    SELECT also.term FROM search_term AS also
    WHERE also.council = $1 AND also.term = $10 AND also.received_at = hit.received_at
      AND also.case_id = hit.case_id
  ))
  AND (CAST($11 AS TEXT) IS NULL OR EXISTS (
    SELECT also.term FROM search_term AS also
    WHERE also.council = $1 AND also.term = $11 AND also.received_at = hit.received_at
      AND also.case_id = hit.case_id
  ))
ORDER BY hit.received_at DESC, hit.case_id DESC
LIMIT $5
