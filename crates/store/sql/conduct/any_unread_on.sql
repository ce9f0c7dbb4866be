-- Whether a contact that nobody has read stands on the case $2.
SELECT contact_id FROM conduct_contact WHERE council = $1 AND case_id = $2 LIMIT 1
