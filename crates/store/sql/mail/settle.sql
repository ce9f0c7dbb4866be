-- What became of an e-mail; what is on a case stays there.
UPDATE mail SET state = $3, doubt = $4, case_id = $5, contact_id = $6, decided_by = $7, decided_at = $8, reason = $9
WHERE council = $1 AND mail_id = $2
    AND state NOT IN ('contact', 'triage')
