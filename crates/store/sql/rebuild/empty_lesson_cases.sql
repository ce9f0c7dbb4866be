-- Throws the rows of $1 away.
DELETE FROM lesson_case WHERE council = $1
