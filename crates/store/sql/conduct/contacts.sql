-- Contacts that wait to be read after the key ($2, $3), the earliest due first, at most $4.
SELECT conduct_contact.contact_id, conduct_contact.file_id, conduct_contact.case_id, conduct_contact.came_on,
    conduct_contact.read_by, conduct_contact.channel, cases.reference AS reference, mail.mail_id AS mail_id
FROM conduct_contact
LEFT JOIN cases ON cases.council = conduct_contact.council AND cases.case_id = conduct_contact.case_id
LEFT JOIN mail ON mail.council = conduct_contact.council AND mail.contact_id = conduct_contact.contact_id
WHERE conduct_contact.council = $1 AND (conduct_contact.read_by, conduct_contact.contact_id) > ($2, $3)
ORDER BY conduct_contact.read_by, conduct_contact.contact_id
LIMIT $4
