-- The letters of the case $2 as they went; their texts and files are erased by name.
DELETE FROM kept_letter WHERE council = $1 AND case_id = $2
