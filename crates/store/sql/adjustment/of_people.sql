-- What was agreed with the people $2 to $9, those that ended included, in the order in which it was.
SELECT person_adjustment.*, word.body AS words
FROM person_adjustment
LEFT JOIN word ON word.council = person_adjustment.council AND word.words_id = person_adjustment.words_id
WHERE person_adjustment.council = $1 AND person_adjustment.person_id IN ($2, $3, $4, $5, $6, $7, $8, $9)
ORDER BY person_adjustment.adjustment_id
