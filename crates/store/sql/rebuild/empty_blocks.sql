-- Throws the rows of $1 away.
DELETE FROM search_block WHERE council = $1
