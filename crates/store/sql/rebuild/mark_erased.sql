-- What was erased of council $1 is erased in the rows that a rebuild made, too.
UPDATE cases SET is_erased = TRUE
WHERE council = $1 AND case_id IN (SELECT case_id FROM case_keeping WHERE council = $1 AND state = 'erased')
