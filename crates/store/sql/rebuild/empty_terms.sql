-- Throws the rows of $1 away.
DELETE FROM search_term WHERE council = $1
