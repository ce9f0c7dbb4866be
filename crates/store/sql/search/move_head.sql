-- The index of council $1 has given $2 numbers.
UPDATE search_head SET numbers = $2 WHERE council = $1
