-- The oldest block of council $1 that holds each of the terms $2 to $17.
SELECT wanted.term, (
    SELECT held.block FROM search_block AS held
    WHERE held.council = $1 AND held.term = wanted.term
    ORDER BY held.block
    LIMIT 1
) AS block
FROM (
    SELECT CAST($2 AS TEXT) AS term UNION ALL SELECT $3 UNION ALL SELECT $4 UNION ALL SELECT $5
    UNION ALL SELECT $6 UNION ALL SELECT $7 UNION ALL SELECT $8 UNION ALL SELECT $9
    UNION ALL SELECT $10 UNION ALL SELECT $11 UNION ALL SELECT $12 UNION ALL SELECT $13
    UNION ALL SELECT $14 UNION ALL SELECT $15 UNION ALL SELECT $16 UNION ALL SELECT $17
) AS wanted
