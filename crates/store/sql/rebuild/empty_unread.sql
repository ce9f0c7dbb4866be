-- Throws the rows of $1 away.
DELETE FROM case_unread WHERE council = $1
