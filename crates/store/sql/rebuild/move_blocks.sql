-- Moves the rows of $1 to $2.
UPDATE search_block SET council = $2 WHERE council = $1
