-- The head of a council's seals before the first one; or after the last one there is, where somebody took the head away.
INSERT INTO seal_head (council, position, hash)
SELECT $1, COALESCE(MAX(seal.position), 0), COALESCE(MAX(seal.hash), $2)
FROM seal
WHERE seal.council = $1 AND seal.position = (SELECT MAX(last.position) FROM seal AS last WHERE last.council = $1)
ON CONFLICT (council) DO NOTHING
