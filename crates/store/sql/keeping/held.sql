-- Cases of council $1 that are held, the first held first, at most $2. Optional: $3 not about this user.
SELECT case_keeping.case_id, case_keeping.state, case_keeping.since_on, case_keeping.because, cases.reference,
    word.body AS reason
FROM case_keeping
JOIN cases ON cases.council = case_keeping.council AND cases.case_id = case_keeping.case_id
LEFT JOIN word ON word.council = case_keeping.council AND word.words_id = case_keeping.because
WHERE case_keeping.council = $1 AND case_keeping.state = 'held'
  AND (CAST($3 AS TEXT) IS NULL OR cases.about IS NULL OR cases.about NOT LIKE '%,' || $3 || ',%')
ORDER BY case_keeping.since_on, case_keeping.case_id
LIMIT $2
