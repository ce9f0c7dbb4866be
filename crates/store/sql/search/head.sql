-- How many numbers the index of council $1 has given.
SELECT numbers FROM search_head WHERE council = $1
