-- One part of an e-mail's bytes.
SELECT content FROM mail_part WHERE council = $1 AND mail_id = $2 AND number = $3
