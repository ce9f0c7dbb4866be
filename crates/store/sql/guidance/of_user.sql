-- What somebody ($2) read, and since when they have their work.
SELECT user_id, what, version, on_day FROM guidance_note WHERE council = $1 AND user_id = $2 ORDER BY what
