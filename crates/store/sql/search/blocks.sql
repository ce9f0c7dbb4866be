-- Which cases of council $1 hold each of the terms $4 to $19, from the block $2 up to the block $3: one row for a
-- term, because a row on its way costs more than what is in it.
SELECT term, string_agg(CAST(block AS TEXT) || ':' || cases, ' ') AS cases
FROM search_block
WHERE council = $1 AND block >= $2 AND block < $3 AND term IN (
    $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19
)
GROUP BY term
