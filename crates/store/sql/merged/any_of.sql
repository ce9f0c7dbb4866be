-- Whether any of the people $2 to $9 was said to be somebody else, or somebody else to be one of them.
SELECT person_id FROM person_merged
WHERE council = $1 AND person_id IN ($2, $3, $4, $5, $6, $7, $8, $9)
UNION ALL
SELECT person_id FROM person_merged
WHERE council = $1 AND into_id IN ($2, $3, $4, $5, $6, $7, $8, $9)
LIMIT 1
