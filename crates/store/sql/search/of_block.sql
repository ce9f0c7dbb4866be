-- Which cases of the block $2 of council $1 hold the terms $3 to $34; none for a term that none holds. Each is asked for by
-- itself: where nothing is known yet of how much there is, PostgreSQL would take IN, or a join, as reading the whole block
-- and comparing, which took a hundred times as long.
SELECT wanted.column1 AS term, (
    SELECT search_block.cases
    FROM search_block
    WHERE search_block.council = $1 AND search_block.term = wanted.column1 AND search_block.block = $2
) AS cases
FROM (
    VALUES ($3), ($4), ($5), ($6), ($7), ($8), ($9), ($10), ($11), ($12), ($13), ($14), ($15), ($16), ($17), ($18),
    ($19), ($20), ($21), ($22), ($23), ($24), ($25), ($26), ($27), ($28), ($29), ($30), ($31), ($32), ($33), ($34)
) AS wanted
WHERE wanted.column1 IS NOT NULL
