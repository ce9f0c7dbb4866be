-- The call for help $2 of council $1 is about the case $3, which holds what was said.
UPDATE notification SET case_id = $3, said = NULL
WHERE council = $1 AND help_id = $2 AND kind = 'help-asked'
