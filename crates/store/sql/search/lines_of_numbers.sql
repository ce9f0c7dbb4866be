-- The cases of council $1 that have the numbers $2 to $51 in the index.
SELECT cases.*, person.name AS customer_name, substr(word.body, 1, 200) AS summary, search_document.number
FROM search_document
JOIN cases ON cases.council = search_document.council AND cases.case_id = search_document.case_id
LEFT JOIN person ON person.council = cases.council AND person.person_id = cases.customer
LEFT JOIN word ON word.council = cases.council AND word.words_id = cases.summary_words
WHERE search_document.council = $1 AND search_document.number IN (
    $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17,
    $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33,
    $34, $35, $36, $37, $38, $39, $40, $41, $42, $43, $44, $45, $46, $47, $48, $49,
    $50, $51
)
