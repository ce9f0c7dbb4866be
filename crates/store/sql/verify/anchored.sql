-- What the anchors of council $1 after the day $2 cover, at most $3.
SELECT day, position FROM anchor WHERE council = $1 AND day > $2 ORDER BY day LIMIT $3
