-- Throws the rows of $1 away.
DELETE FROM guidance_note WHERE council = $1
