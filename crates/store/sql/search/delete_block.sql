-- No case of the block $3 of council $1 holds the term $2 any more.
DELETE FROM search_block WHERE council = $1 AND term = $2 AND block = $3
