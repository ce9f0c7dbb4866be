-- Removes the body of the event $3 of the stream $2 of council $1; its digest and the chain stay.
UPDATE event SET body = NULL, salt = NULL WHERE council = $1 AND stream = $2 AND version = $3
