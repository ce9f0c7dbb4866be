-- Hands the draft of a code ($2) over to another browser ($3).
UPDATE draft SET token_hash = $3 WHERE council = $1 AND code_hash = $2
