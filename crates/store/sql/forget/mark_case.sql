-- The index of what is to be forgotten holds the case $2 no longer.
UPDATE cases SET is_erased = TRUE WHERE council = $1 AND case_id = $2
