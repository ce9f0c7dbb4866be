-- Throws the rows of $1 away.
DELETE FROM settings_change WHERE council = $1
