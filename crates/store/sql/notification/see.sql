-- $2 of council $1 saw, at $3, everything that they were told and that asks nothing of them: all but calls for help.
UPDATE notification SET seen_at = $3
WHERE council = $1 AND user_id = $2 AND seen_at IS NULL AND done_at IS NULL AND kind <> 'help-asked'
