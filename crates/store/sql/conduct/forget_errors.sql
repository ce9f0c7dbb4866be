-- What a mail server said of the letters of a conduct file may name an address.
UPDATE message SET last_error = NULL WHERE council = $1 AND conduct = $2
