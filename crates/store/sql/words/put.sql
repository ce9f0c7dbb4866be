-- A text that somebody wrote.
INSERT INTO word (
    council, words_id, stream, purpose, salt, digest, body
) VALUES (
    $1, $2, $3, $4, $5, $6, $7
)
