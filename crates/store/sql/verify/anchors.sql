-- Anchors of council $1 after the one of the day $3 over the seal $2, in the order in which they were made, at most $4, each with
-- the seal that stands at its place now.
SELECT anchor.day, anchor.position, anchor.seal, anchor.previous, anchor.hash, anchor.made_at, seal.hash AS found_seal
FROM anchor
LEFT JOIN seal ON seal.council = anchor.council AND seal.position = anchor.position
WHERE anchor.council = $1 AND (anchor.position, anchor.day) > ($2, $3)
ORDER BY anchor.position, anchor.day
LIMIT $4
