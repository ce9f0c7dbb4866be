-- What was agreed with the person $2, those that ended included, in the order in which it was.
SELECT person_adjustment.*, word.body AS words
FROM person_adjustment
LEFT JOIN word ON word.council = person_adjustment.council AND word.words_id = person_adjustment.words_id
WHERE person_adjustment.council = $1 AND person_adjustment.person_id = $2
ORDER BY person_adjustment.adjustment_id
