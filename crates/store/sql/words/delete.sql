-- Erases a text with its salt.
DELETE FROM word WHERE council = $1 AND words_id = $2
