-- The index of $1.
SELECT term, block, cases FROM search_block WHERE council = $1 ORDER BY term, block
