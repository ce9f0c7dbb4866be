-- Holds the head of a council's seals until the transaction ends, and reads it.
UPDATE seal_head SET position = position WHERE council = $1 RETURNING position, hash
