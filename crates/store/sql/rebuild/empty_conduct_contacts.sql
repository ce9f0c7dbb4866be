-- Throws the rows of $1 away.
DELETE FROM conduct_contact WHERE council = $1
