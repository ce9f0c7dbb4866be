-- Throws the rows of $1 away.
DELETE FROM report_action WHERE council = $1
