-- Throws the rows of $1 away.
DELETE FROM conduct WHERE council = $1
