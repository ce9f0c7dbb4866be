-- The rows of $1 in key order.
SELECT * FROM guidance_note WHERE council = $1 ORDER BY user_id, what
