-- A contact was read.
DELETE FROM conduct_contact WHERE council = $1 AND contact_id = $2
