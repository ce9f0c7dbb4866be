-- Cases of the customers $3 to $52 of council $1, the newest first, at most $2.
-- + 0 changes nothing: it leads SQLite to the index of customers, and away from that of the newest.
SELECT cases.*, person.name AS customer_name, substr(word.body, 1, 200) AS summary
FROM cases
LEFT JOIN person ON person.council = cases.council AND person.person_id = cases.customer
LEFT JOIN word ON word.council = cases.council AND word.words_id = cases.summary_words
WHERE cases.council = $1 AND cases.customer IN (
    $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
    $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34,
    $35, $36, $37, $38, $39, $40, $41, $42, $43, $44, $45, $46, $47, $48, $49, $50,
    $51, $52
)
ORDER BY cases.received_at + 0 DESC, cases.case_id DESC
LIMIT $2
