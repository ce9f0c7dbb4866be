-- Anchors of council $1 after the day $2, at most $3, each with the seal that stands at its place now.
SELECT anchor.day, anchor.position, anchor.seal, anchor.previous, anchor.hash, anchor.made_at, seal.hash AS found_seal
FROM anchor
LEFT JOIN seal ON seal.council = anchor.council AND seal.position = anchor.position
WHERE anchor.council = $1 AND anchor.day > $2
ORDER BY anchor.day
LIMIT $3
