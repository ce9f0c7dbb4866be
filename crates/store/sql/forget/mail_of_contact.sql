-- The original e-mail that is the contact $2.
DELETE FROM mail WHERE council = $1 AND contact_id = $2
