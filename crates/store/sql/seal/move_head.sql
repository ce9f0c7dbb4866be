-- Moves the head of a council's seals.
UPDATE seal_head SET position = $2, hash = $3 WHERE council = $1
