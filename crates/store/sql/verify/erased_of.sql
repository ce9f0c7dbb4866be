-- What the stream $2 of council $1 says was erased.
SELECT sort, id FROM erasure WHERE council = $1 AND said_by = $2 ORDER BY sort, id
