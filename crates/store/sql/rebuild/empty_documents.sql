-- Throws the rows of $1 away.
DELETE FROM search_document WHERE council = $1
