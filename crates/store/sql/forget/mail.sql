-- The original e-mail $2, where it is of no case and was put away: what somebody made a contact of meanwhile stays.
DELETE FROM mail
WHERE council = $1 AND mail_id = $2 AND case_id IS NULL AND contact_id IS NULL AND state IN ('automatic', 'bounce', 'spam')
