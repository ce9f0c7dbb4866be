-- Throws the rows of $1 away.
DELETE FROM search_head WHERE council = $1
