-- Throws the rows of $1 away.
DELETE FROM conduct_decision WHERE council = $1
