-- The cases of council $1 that have the numbers $2 to $51 in the index.
SELECT number, case_id
FROM search_document
WHERE council = $1 AND number IN (
    $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17,
    $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33,
    $34, $35, $36, $37, $38, $39, $40, $41, $42, $43, $44, $45, $46, $47, $48, $49,
    $50, $51
)
