-- The rows of $1 in key order.
SELECT * FROM conduct_contact WHERE council = $1 ORDER BY contact_id
