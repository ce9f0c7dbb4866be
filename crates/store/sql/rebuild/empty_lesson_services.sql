-- Throws the rows of $1 away.
DELETE FROM lesson_service WHERE council = $1
