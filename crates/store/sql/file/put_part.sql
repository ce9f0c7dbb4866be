-- The next part of a file's content.
INSERT INTO file_part (council, file_id, number, content) VALUES ($1, $2, $3, $4)
