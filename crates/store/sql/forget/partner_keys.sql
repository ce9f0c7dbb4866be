-- What opens a question about the case $2 to a partner.
DELETE FROM partner_key WHERE council = $1 AND case_id = $2
