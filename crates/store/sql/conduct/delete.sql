-- A conduct file that was erased is on no list.
DELETE FROM conduct WHERE council = $1 AND file_id = $2
