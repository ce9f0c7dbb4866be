-- Whether any conduct file is kept.
SELECT file_id FROM conduct WHERE council = $1 LIMIT 1
