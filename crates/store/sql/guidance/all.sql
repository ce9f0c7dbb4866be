-- What everybody read: a few rows for each person who signs in.
SELECT user_id, what, version, on_day FROM guidance_note WHERE council = $1 ORDER BY user_id, what
