-- Which cases of the block $2 of council $1 hold the terms $3 to $34.
SELECT term, cases
FROM search_block
WHERE council = $1 AND block = $2 AND term IN (
    $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
    $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34
)
