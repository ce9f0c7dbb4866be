-- The case of an e-mail of council $1 that bore the Message-ID $2, the newest first.
SELECT case_id
FROM mail
WHERE council = $1 AND message_id = $2 AND case_id IS NOT NULL AND state IN ('contact', 'triage')
ORDER BY received_at DESC
LIMIT 1
