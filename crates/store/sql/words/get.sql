-- A text.
SELECT words_id, stream, purpose, salt, digest, body FROM word WHERE council = $1 AND words_id = $2
