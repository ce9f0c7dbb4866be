-- Holds the head of a council's index until the transaction ends, and reads it.
UPDATE search_head SET numbers = numbers WHERE council = $1 RETURNING numbers
