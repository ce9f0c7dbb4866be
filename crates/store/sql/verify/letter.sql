-- As which file the letter of the message $2 of council $1 went, and what was set.
SELECT file_id, source FROM kept_letter WHERE council = $1 AND message_id = $2
