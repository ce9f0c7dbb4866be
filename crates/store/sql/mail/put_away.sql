-- E-mails of council $1 that came before $2, are of no case and were put away, the oldest first, at most $3.
SELECT mail_id
FROM mail
WHERE council = $1 AND received_at < $2 AND case_id IS NULL AND contact_id IS NULL AND state IN ('automatic', 'bounce', 'spam')
ORDER BY received_at, mail_id
LIMIT $3
