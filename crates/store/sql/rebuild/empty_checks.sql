-- Throws the rows of $1 away.
DELETE FROM daily_check WHERE council = $1
