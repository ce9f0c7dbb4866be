-- What the anchors of council $1 after the one of the day $3 over the seal $2 cover, in the order in which they were made, at
-- most $4.
SELECT day, position FROM anchor
WHERE council = $1 AND (position, day) > ($2, $3)
ORDER BY position, day
LIMIT $4
