-- Every text of stream $2 of council $1.
SELECT words_id, stream, purpose, salt, digest, body
FROM word
WHERE council = $1 AND stream = $2
ORDER BY words_id
