-- Whose conduct files may read on $2 or later what they send, and since when: something binds them, or a report that they have, or its notice, waits.
SELECT person_id, opened_on FROM conduct WHERE council = $1 AND binds_until >= $2
UNION ALL
SELECT person_id, opened_on FROM conduct WHERE council = $1 AND standing IN ('proposed', 'shared', 'to-notify')
