-- Removes the bodies of stream $2 of council $1; the digests and the chain stay.
UPDATE event SET body = NULL, salt = NULL WHERE council = $1 AND stream = $2
