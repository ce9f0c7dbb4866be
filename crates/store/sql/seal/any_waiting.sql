-- Whether anything of council $1 waits for its seal.
SELECT version FROM unsealed WHERE council = $1 LIMIT 1
