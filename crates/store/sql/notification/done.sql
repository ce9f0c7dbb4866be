-- The call for help $2 of council $1 was answered at $3.
UPDATE notification SET done_at = $3
WHERE council = $1 AND help_id = $2 AND kind = 'help-asked' AND done_at IS NULL
